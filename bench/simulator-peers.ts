import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Benchmark, count, type Row } from './benchmark.ts';
import { forkServer } from './forked-server.ts';
import { type LoadGenerator, loadGenerators, type PeerLoad } from './load-generators.ts';
import { type Consumption, runMeasured } from './run-measured.ts';

/** From the differences of these loads follows what a message and a connection cost, without the start of the program. */
const loads = {
  least: { devices: 100, ramp: 4_000, rate: 1, time: 5_000 },
  messages: { devices: 500, ramp: 4_000, rate: 10, time: 8_000 },
  connections: { devices: 8_000, ramp: 8_000, rate: 0.2, time: 5_000 },
} satisfies Record<string, PeerLoad>;

interface Seen {
  readonly connections: number;
  readonly messages: number;
}

/** What the simulator costs, beside other generators that load the same server. */
export const simulatorPeers: Benchmark = {
  name: 'simulator and others',
  async *run() {
    const folder = mkdtempSync(join(tmpdir(), 'exproto-bench-'));
    try {
      let ours: Costs | undefined;
      for (const generator of loadGenerators) {
        const [program = ''] = generator.command(0, loads.least, folder);
        if (spawnSync(program, ['-v']).error !== undefined) {
          yield { what: generator.name, value: '-', beside: `there is no ${program} here` };
          continue;
        }
        const costs = await costsOf(generator, folder);
        ours ??= costs;
        yield* rowsOf(generator.name, costs, ours);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** A core's messages and connections a second, and bytes for a device. */
interface Costs {
  readonly messages: number;
  readonly connections: number;
  readonly memory: number;
}

async function costsOf(generator: LoadGenerator, folder: string): Promise<Costs> {
  const least = await measure(generator, loads.least, folder);
  const messages = await measure(generator, loads.messages, folder);
  const connections = await measure(generator, loads.connections, folder);
  // Two equations: each message and each connection takes its part of what is above the least.
  const [first, second] = [messages, connections].map((each) => ({
    cpu: each.cpuTime - least.cpuTime,
    messages: each.messages - least.messages,
    connections: each.connections - least.connections,
  }));
  if (first === undefined || second === undefined) throw new RangeError('there are two loads');
  const determinant = first.messages * second.connections - second.messages * first.connections;
  const message = (first.cpu * second.connections - second.cpu * first.connections) / determinant;
  const connection = (first.messages * second.cpu - second.messages * first.cpu) / determinant;
  return {
    messages: 1 / message,
    connections: 1 / connection,
    memory: (connections.peakMemory - least.peakMemory) / (connections.connections - least.connections),
  };
}

async function measure(
  generator: LoadGenerator,
  load: PeerLoad,
  folder: string,
): Promise<Consumption & Seen> {
  const server = await forkServer<Seen>('./counting-server.js');
  try {
    const consumption = await runMeasured(generator.command(server.port, load, folder), folder);
    return { ...consumption, ...(await server.ask()) };
  } finally {
    server.stop();
  }
}

function* rowsOf(name: string, costs: Costs, ours: Costs): Generator<Row> {
  const beside = (value: number, own: number) =>
    costs === ours ? 'frames of 64 bytes on TCP' : `${(own / value).toFixed(2)} of it: exproto simulate`;
  yield {
    what: `${name}: messages/s and core`,
    value: count(costs.messages),
    beside: beside(costs.messages, ours.messages),
  };
  yield {
    what: `${name}: connections/s and core`,
    value: count(costs.connections),
    beside: beside(costs.connections, ours.connections),
  };
  yield {
    what: `${name}: bytes for a device`,
    value: count(costs.memory),
    beside: beside(costs.memory, ours.memory),
  };
}
