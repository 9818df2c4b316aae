import type { Benchmark, Row } from './benchmark.ts';
import { startEchoSystem } from './echo-process.ts';
import { countRoundTrips } from './round-trips.ts';
import { transports } from './transport.ts';

const duration = 3_000;
const clients = 20;

/** All limits, each so high that it is never reached. */
const high = [
  'max_connections: 100000',
  'max_conn_rate: 1000000/s',
  'access_rules: [deny 192.0.2.0/24, deny 198.51.100.0/24, allow all]',
  'max_bytes_rate: 1GB/s',
  'max_messages_rate: 1000000/s',
  'listener_max_bytes_rate: 1GB/s',
  'listener_max_messages_rate: 1000000/s',
].join(', ');

/** What it costs to have every limit switched on and none reached. */
export const limits: Benchmark = {
  name: 'limits switched on',
  async *run() {
    const without = await measure('');
    const all = await measure(high);
    yield* transports.map((transport, index): Row => {
      const [off = 0, on = 0] = [without[index], all[index]];
      return {
        what: `gateway CPU per round trip, ${transport}`,
        value: `${on.toFixed(3)} ms`,
        beside: `${off.toFixed(3)} ms without limits: ${(((on - off) / off) * 100).toFixed(0)} %`,
      };
    });
  },
};

async function measure(keys: string): Promise<readonly number[]> {
  const { gateway, stop } = await startEchoSystem(keys);
  const costs: number[] = [];
  for (const transport of transports) {
    await countRoundTrips(transport, gateway.ports[transport], clients, 1_000);
    const before = gateway.process.cpuTime;
    const rate = await countRoundTrips(transport, gateway.ports[transport], clients, duration);
    costs.push(((gateway.process.cpuTime - before) * 1000) / (rate * (duration / 1000)));
  }
  await stop();
  return costs;
}
