import { type Benchmark, count, type Row } from './benchmark.ts';
import { startDirect } from './direct-process.ts';
import { startEchoSystem } from './echo-process.ts';
import type { MeasuredGateway } from './measured-gateway.ts';
import { countRoundTrips } from './round-trips.ts';
import { type Transport, transports } from './transport.ts';

const duration = 4_000;
const warmUp = 1_500;

/** EMQX 5.8.9 on such a machine, CPU milliseconds for each round trip of 100 clients on TCP: docs/protocol.md, section 4. */
const emqxCpu = '0.30 ms, EMQX 5.8.9 on TCP';

/** Round trips through gateway and handler, beside a plain echo on the same transport. */
export const echo: Benchmark = {
  name: '64-byte echo',
  async *run() {
    const { gateway, stop } = await startEchoSystem();
    await countRoundTrips('tcp', gateway.ports.tcp, 20, warmUp);
    for (const clients of [1, 100]) yield* await measure(gateway, 'tcp', clients);
    for (const transport of transports) yield* await measure(gateway, transport, 20);
    await stop();
  },
};

async function measure(
  gateway: MeasuredGateway,
  transport: Transport,
  clients: number,
): Promise<readonly Row[]> {
  const direct = await startDirect(transport);
  const limit = await countRoundTrips(transport, direct.port, clients, duration);
  await direct.process.stop();
  const before = gateway.process.cpuTime;
  const rate = await countRoundTrips(transport, gateway.ports[transport], clients, duration);
  const cpu = ((gateway.process.cpuTime - before) * 1000) / (rate * (duration / 1000));
  const who = `${transport}, ${clients} ${clients === 1 ? 'client' : 'clients'}`;
  return [
    { what: `round trips/s, ${who}`, value: count(rate), beside: `${count(limit)} without a gateway` },
    { what: `gateway CPU per round trip, ${who}`, value: `${cpu.toFixed(2)} ms`, beside: emqxCpu },
  ];
}
