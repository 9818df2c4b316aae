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
const hello = Buffer.from('hello');

/**
 * What a connection that does nothing costs, beside one of a plain server on the same transport:
 * in a fresh process, whose heap grows for the coming of many at once, and in one that has seen
 * as many come and go, a few at a time.
 */
export const idleConnections: Benchmark = {
  name: 'idle connections',
  async *run() {
    for (const transport of transports) {
      for (const seasoned of [false, true])
        yield await compare(transport, connectionsOn(transport), seasoned);
    }
    yield await compare('tcp', many, false);
  },
};

function connectionsOn(transport: Transport): number {
  return transport === 'dtls' ? 2_000 : 5_000;
}

async function compare(transport: Transport, connections: number, seasoned: boolean): Promise<Row> {
  const gateway = await costInGateway(transport, connections, seasoned);
  const direct = await costInPlainServer(transport, connections, seasoned);
  const peer = transport === 'tcp' ? '; 13,000 in EMQX 5.8.9' : '';
  return {
    what: `RSS each of ${count(connections)}, ${transport}, ${seasoned ? 'seasoned' : 'fresh'} process`,
    value: `${count(gateway)} B`,
    beside: `${count(direct)} B in a plain server${peer}`,
  };
}

async function costInGateway(transport: Transport, connections: number, seasoned: boolean): Promise<number> {
  let created = 0;
  const handler = await SuiteHandler.listen({ host: '127.0.0.1', port: 0 }, async ({ method }) => {
    if (method === 'OnSocketCreated') created += 1;
    return { status: 'OK' };
  });
  const gateway = await startMeasuredGateway(handler.address.port);
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
    seasoned,
  });
  await process.stop();
  handler.close();
  return cost;
}

async function costInPlainServer(
  transport: Transport,
  connections: number,
  seasoned: boolean,
): Promise<number> {
  const { process, port } = await startDirect(transport);
  const settle = async () => undefined;
  const cost = await costOfIdle({ process, transport, port, settle, connections, seasoned });
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
  for (let done = 0; done < earlier; done += atOnce) await closeAll(await connectMany(measurement, atOnce));
  await settle(earlier);
  const before = process.residentSize;
  const devices = await connectMany(measurement, connections);
  await settle(earlier + connections);
  const cost = (process.residentSize - before) / connections;
  await closeAll(devices);
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
