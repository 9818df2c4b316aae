import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { SuiteHandler } from '../conformance/gateway/world/suite-handler.ts';
import { type Benchmark, count, type Row } from './benchmark.ts';
import { startMeasuredGateway } from './measured-gateway.ts';
import { MeasuredProcess } from './measured-process.ts';

const connections = 5_000;
const atOnce = 50;

/**
 * What a connection that does nothing costs, beside one of a plain TCP server:
 * in a fresh process, whose heap grows for the coming of many at once, and in
 * one that has seen as many come and go, a few at a time.
 */
export const idleConnections: Benchmark = {
  name: 'idle TCP connections',
  async run() {
    const rows: Row[] = [];
    for (const [seasoned, words] of [
      [false, 'fresh'],
      [true, 'seasoned'],
    ] as const) {
      const gateway = await costInGateway(seasoned);
      const direct = await costInPlainServer(seasoned);
      rows.push({
        what: `bytes of RSS each of ${count(connections)}, ${words} process`,
        value: count(gateway),
        beside: `${count(direct)} in a plain TCP server; 13,000 in EMQX 5.8.9`,
      });
    }
    return rows;
  },
};

async function costInGateway(seasoned: boolean): Promise<number> {
  let created = 0;
  const handler = await SuiteHandler.listen({ host: '127.0.0.1', port: 0 }, async ({ method }) => {
    if (method === 'OnSocketCreated') created += 1;
    return { status: 'OK' };
  });
  const gateway = await startMeasuredGateway(handler.address.port);
  const settle = async (total: number) => {
    while (created < total) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const cost = await costOfIdle({ process: gateway.process, port: gateway.devicePort, settle, seasoned });
  await gateway.process.stop();
  handler.close();
  return cost;
}

async function costInPlainServer(seasoned: boolean): Promise<number> {
  const script = fileURLToPath(new URL('./direct-echo.js', import.meta.url));
  const process = await MeasuredProcess.start([globalThis.process.execPath, script], /^listening \d+$/m);
  const port = Number(/\d+/.exec(process.output)?.[0]);
  const cost = await costOfIdle({ process, port, settle: async () => undefined, seasoned });
  await process.stop();
  return cost;
}

interface Measurement {
  readonly process: MeasuredProcess;
  readonly port: number;
  /** Settles when so many connections, of all times, have been announced. */
  readonly settle: (total: number) => Promise<void>;
  readonly seasoned: boolean;
}

async function costOfIdle({ process, port, settle, seasoned }: Measurement): Promise<number> {
  const earlier = seasoned ? connections : atOnce;
  for (let done = 0; done < earlier; done += atOnce) await closeAll(await connectMany(port, atOnce));
  await settle(earlier);
  const before = process.residentSize;
  const sockets = await connectMany(port, connections);
  await settle(earlier + connections);
  const cost = (process.residentSize - before) / connections;
  await closeAll(sockets);
  return cost;
}

async function closeAll(sockets: readonly Socket[]): Promise<void> {
  await Promise.all(
    sockets.map((socket) => {
      socket.end().resume();
      return once(socket, 'close');
    }),
  );
}

async function connectMany(port: number, number: number): Promise<readonly Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < number) {
    const wave = Array.from({ length: Math.min(atOnce, number - sockets.length) }, async () => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    });
    sockets.push(...(await Promise.all(wave)));
  }
  return sockets;
}
