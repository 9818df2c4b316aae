import {
  defaultBackOff,
  mergeResults,
  type SimulationResult,
  simulate,
  type Transport,
} from '../simulator/index.ts';
import { type Benchmark, count, type Row } from './benchmark.ts';

/** How many devices there are to be at once, and how many gateways they share: on TCP and TLS a process has a descriptor for each. */
const sizes: readonly (readonly [transport: Transport, devices: number, gateways: number])[] = [
  ['tcp', 20_000, 2],
  ['udp', 20_000, 1],
  ['tls', 5_000, 1],
  ['dtls', 5_000, 1],
];
const second = 1_000;
/** So many devices connect each second. */
const perSecond = { tcp: 400, udp: 500, tls: 100, dtls: 100 } as const;
const few = 100;
const inOneProcess = { tcp: 15_000, udp: 15_000, tls: 2_000, dtls: 2_000 } as const;

/** How many devices one machine can simulate against our gateway, and what they cost. */
export const simulatedDevices: Benchmark = {
  name: 'simulated devices',
  async *run() {
    // Before anything else has made this process large.
    for (const transport of ['tcp', 'tls', 'udp', 'dtls'] as const)
      yield await measureMemory(transport, inOneProcess[transport]);
    for (const [transport, devices, gateways] of sizes) yield* await measure(transport, devices, gateways);
  },
};

async function measure(transport: Transport, devices: number, gateways: number): Promise<readonly Row[]> {
  const { measurements, timeline, workers, verdict, reasons } = await run(transport, devices, gateways);
  const { counts } = measurements;
  const online = Math.max(...timeline.map((point) => point.online));
  const cpu = workers.reduce((sum, report) => sum + report.cpu, 0);
  return [
    {
      what: `devices at once, ${transport}`,
      value: count(online),
      beside: `of ${count(devices)}, at ${gateways === 1 ? 'our gateway' : `${gateways} of our gateways`}; ${counts.disconnected} cut off, ${count(counts.sent)} messages, ${count(counts.lost)} lost; ${verdict}${reasons.map((reason) => `, ${reason}`).join('')}; ${cpu.toFixed(2)} cores of the generator`,
    },
  ];
}

/** What each device takes in a generator of one process. */
async function measureMemory(transport: Transport, devices: number): Promise<Row> {
  const memoryOf = async (amount: number) => {
    const { workers } = await part(transport, amount, { index: 0, count: 1 }, 1);
    return workers.reduce((sum, { residentSize }) => sum + residentSize, 0);
  };
  const before = await memoryOf(few);
  const each = ((await memoryOf(devices)) - before) / (devices - few);
  return {
    what: `memory of the generator for each, ${transport}`,
    value: `${(each / 1_000).toFixed(1)} kB`,
    beside: `${count(devices)} devices in one process${transport === 'tcp' ? '; goal: below 6 kB' : ''}`,
  };
}

/** Each gateway has a part of the devices, at the same time. */
async function run(transport: Transport, devices: number, gateways: number): Promise<SimulationResult> {
  const [first, ...others] = await Promise.all(
    Array.from({ length: gateways }, (_, index) => part(transport, devices, { index, count: gateways }, 2)),
  );
  if (first === undefined) throw new RangeError('there are no gateways');
  return others.length === 0 ? first : mergeResults([first, ...others]);
}

function part(transport: Transport, devices: number, shard: SimulationResult['shard'], workers: number) {
  const rate = 1 / 60;
  return simulate({
    transport,
    workers,
    shard,
    load: {
      devices,
      ramp: Math.ceil(devices / perSecond[transport]) * second,
      phases: [{ duration: 10 * second, from: rate, to: rate }],
      distribution: 'constant',
      seed: 1,
      backOff: defaultBackOff,
      connectTimeout: 15 * second,
      replyTimeout: 10 * second,
      lateAfter: second,
      knobs: {},
    },
  });
}
