import { type Benchmark, count } from './benchmark.ts';
import { startDirect } from './direct-process.ts';
import { startEchoSystem } from './echo-process.ts';
import type { MeasuredProcess } from './measured-process.ts';
import { handshakeLimit } from './openssl-speed.ts';
import { countConnections } from './round-trips.ts';
import { type Transport, transports } from './transport.ts';

const duration = 4_000;
const atOnce = 20;

/** Devices that connect, are announced, send 64 bytes, see them come back, and leave. */
export const connections: Benchmark = {
  name: 'connections, with one round trip each',
  async *run() {
    const limit = handshakeLimit();
    const { gateway, stop } = await startEchoSystem();
    for (const transport of transports) {
      const direct = await startDirect(transport);
      const plain = await measure(transport, direct.port, direct.process);
      await direct.process.stop();
      const ours = await measure(transport, gateway.ports[transport], gateway.process);
      const keys =
        transport === 'tls' || transport === 'dtls'
          ? `; openssl speed allows ${count(limit)} handshakes/s per core`
          : '';
      yield* [
        {
          what: `connections/s, ${transport}`,
          value: count(ours.rate),
          beside: `${count(plain.rate)} without a gateway${keys}`,
        },
        {
          what: `server CPU per connection, ${transport}`,
          value: `${ours.cpu.toFixed(2)} ms`,
          beside: `${plain.cpu.toFixed(2)} ms without a gateway`,
        },
      ];
    }
    await stop();
  },
};

async function measure(transport: Transport, port: number, server: MeasuredProcess) {
  await countConnections(transport, port, atOnce, 1_000);
  const before = server.cpuTime;
  const rate = await countConnections(transport, port, atOnce, duration);
  return { rate, cpu: ((server.cpuTime - before) * 1000) / (rate * (duration / 1000)) };
}
