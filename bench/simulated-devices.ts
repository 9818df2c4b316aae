import { defaultBackOff, simulate, type Transport } from '../simulator/index.ts';
import { type Benchmark, count, type Row } from './benchmark.ts';

/** How many devices there are to be at once; a gateway on TCP needs a descriptor for each, and some for itself. */
const sizes: readonly (readonly [Transport, number])[] = [
  ['tcp', 19_500],
  ['udp', 20_000],
  ['tls', 5_000],
  ['dtls', 5_000],
];
const second = 1_000;
/** So many devices connect each second. */
const perSecond = { tcp: 500, udp: 500, tls: 120, dtls: 120 } as const;
const workers = 2;

/** How many devices one machine can simulate against our gateway, and what they cost. */
export const simulatedDevices: Benchmark = {
  name: 'simulated devices',
  async *run() {
    for (const [transport, devices] of sizes) yield* await measure(transport, devices);
  },
};

async function measure(transport: Transport, devices: number): Promise<readonly Row[]> {
  const rate = 1 / 60;
  const small = await run(transport, 100, rate);
  const { measurements, workers: reports, verdict, reasons } = await run(transport, devices, rate);
  const { counts } = measurements;
  const memoryOf = (all: typeof reports) => all.reduce((sum, { residentSize }) => sum + residentSize, 0);
  const each = (memoryOf(reports) - memoryOf(small.workers)) / (devices - 100);
  const cpu = reports.reduce((sum, report) => sum + report.cpu, 0);
  const goal = transport === 'tcp' ? '; goal: below 6 kB' : '';
  return [
    {
      what: `devices at once, ${transport}`,
      value: count(counts.connected - counts.disconnected),
      beside: `of ${count(devices)}; ${verdict}${reasons.map((reason) => `, ${reason}`).join('')}; ${cpu.toFixed(2)} cores of the generator`,
    },
    {
      what: `memory of the generator for each, ${transport}`,
      value: `${(each / 1_000).toFixed(1)} kB`,
      beside: `${count(counts.sent)} messages, ${count(counts.lost)} lost${goal}`,
    },
  ];
}

function run(transport: Transport, devices: number, rate: number) {
  const ramp = Math.ceil(devices / perSecond[transport]) * second;
  return simulate({
    transport,
    workers,
    load: {
      devices,
      ramp,
      phases: [{ duration: 10 * second, from: rate, to: rate }],
      distribution: 'constant',
      seed: 1,
      backOff: defaultBackOff,
      connectTimeout: 15 * second,
      replyTimeout: 10 * second,
      lateAfter: second,
      knobs: {},
    },
    thresholds: [],
  });
}
