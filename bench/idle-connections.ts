import { SuiteHandler } from '../conformance/gateway/world/suite-handler.ts';
import { type Benchmark, count, type Row } from './benchmark.ts';
import { connectDevice, type Device } from './device.ts';
import { startDirect } from './direct-process.ts';
import { startMeasuredGateway } from './measured-gateway.ts';
import type { MeasuredProcess } from './measured-process.ts';
import { type Transport, transports } from './transport.ts';

const atOnce = 50;
/** As many as fit below the 20,000 descriptors that a process may have on many machines. */
const many = 19_500;
/**
 * In a fresh process the heap grows for the coming of many at once. A seasoned process has seen as many come before, a few at
 * a time. Lean is a seasoned one that was told to collect rather than to grow (docs/performance.md).
 */
type Kind = 'fresh' | 'seasoned' | 'lean';
const leanOptions = ['--max-semi-space-size=4', '--heap-growing-percent=20'];

const hello = Buffer.from('hello');

/** What a connection that does nothing costs, beside one of a plain server on the same transport. */
export const idleConnections: Benchmark = {
  name: 'idle connections',
  async *run() {
    for (const transport of transports) {
      for (const kind of ['fresh', 'seasoned', 'lean'] as const)
        yield await compare(transport, connectionsOn(transport), kind);
    }
    yield await compare('tcp', many, 'fresh');
  },
};

function connectionsOn(transport: Transport): number {
  return transport === 'dtls' ? 2_000 : 5_000;
}

async function compare(transport: Transport, connections: number, kind: Kind): Promise<Row> {
  const gateway = await costInGateway(transport, connections, kind);
  const direct = await costInPlainServer(transport, connections, kind);
  const peer = transport === 'tcp' ? '; 13,000 in EMQX 5.8.9' : '';
  return {
    what: `RSS each of ${count(connections)}, ${transport}, ${kind} process`,
    value: `${count(gateway)} B`,
    beside: `${count(direct)} B in a plain server${peer}`,
  };
}

async function costInGateway(transport: Transport, connections: number, kind: Kind): Promise<number> {
  let created = 0;
  const handler = await SuiteHandler.listen({ host: '127.0.0.1', port: 0 }, async ({ method }) => {
    if (method === 'OnSocketCreated') created += 1;
    return { status: 'OK' };
  });
  const nodeOptions = kind === 'lean' ? leanOptions : [];
  const gateway = await startMeasuredGateway(handler.address.port, '', nodeOptions);
  const settle = async (total: number) => {
    while (created < total) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const { process, ports } = gateway;
  const cost = await costOfIdle({
    process,
    transport,
    port: ports[transport],
    settle,
    connections,
    seasoned: kind !== 'fresh',
  });
  await process.stop();
  handler.close();
  return cost;
}

async function costInPlainServer(transport: Transport, connections: number, kind: Kind): Promise<number> {
  const { process, port } = await startDirect(transport, kind === 'lean' ? leanOptions : []);
  const settle = async () => undefined;
  const cost = await costOfIdle({
    process,
    transport,
    port,
    settle,
    connections,
    seasoned: kind !== 'fresh',
  });
  await process.stop();
  return cost;
}

interface Measurement {
  readonly process: MeasuredProcess;
  readonly transport: Transport;
  readonly port: number;
  /** Settles when so many connections, of all times, have been announced. */
  readonly settle: (total: number) => Promise<void>;
  readonly connections: number;
  readonly seasoned: boolean;
}

async function costOfIdle(measurement: Measurement): Promise<number> {
  const { process, settle, connections, seasoned } = measurement;
  const earlier = seasoned ? connections : atOnce;
  const left: Device[] = [];
  for (let done = 0; done < earlier; done += atOnce) {
    const wave = await connectMany(measurement, atOnce);
    // A gateway can't see a UDP device leave, and would take another on the same port for it.
    if (measurement.transport === 'udp') left.push(...wave);
    else await closeAll(wave);
  }
  await settle(earlier);
  const before = process.residentSize;
  const devices = await connectMany(measurement, connections);
  await settle(earlier + connections);
  const cost = (process.residentSize - before) / connections;
  await closeAll([...devices, ...left]);
  return cost;
}

async function closeAll(devices: readonly Device[]): Promise<void> {
  await Promise.all(devices.map((device) => device.close()));
}

async function connectMany({ transport, port }: Measurement, number: number): Promise<readonly Device[]> {
  const devices: Device[] = [];
  while (devices.length < number) {
    const wave = Array.from({ length: Math.min(atOnce, number - devices.length) }, async () => {
      const device = await connectDevice(transport, port);
      // On UDP nobody hears of a device that says nothing.
      if (transport === 'udp') device.send(hello);
      return device;
    });
    devices.push(...(await Promise.all(wave)));
  }
  return devices;
}
