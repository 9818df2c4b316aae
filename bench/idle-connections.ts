import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { SuiteHandler } from '../conformance/gateway/world/suite-handler.ts';
import { type Benchmark, count } from './benchmark.ts';
import { startMeasuredGateway } from './measured-gateway.ts';
import { MeasuredProcess } from './measured-process.ts';

const connections = 5_000;
const atOnce = 50;

/** What a connection that does nothing costs, beside one of a plain TCP server. */
export const idleConnections: Benchmark = {
  name: 'idle TCP connections',
  async run() {
    let created = 0;
    const handler = await SuiteHandler.listen({ host: '127.0.0.1', port: 0 }, async ({ method }) => {
      if (method === 'OnSocketCreated') created += 1;
      return { status: 'OK' };
    });
    const gateway = await startMeasuredGateway(handler.address.port);
    const untilCreated = async (total: number) => {
      while (created < total) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const gatewayCost = await costOfIdle(gateway.process, gateway.devicePort, untilCreated);
    const direct = await MeasuredProcess.start(
      [process.execPath, fileURLToPath(new URL('./direct-echo.js', import.meta.url))],
      /^listening \d+$/m,
    );
    const directPort = Number(/\d+/.exec(direct.output)?.[0]);
    const directCost = await costOfIdle(direct, directPort, async () => undefined);
    await Promise.all([gateway.process.stop(), direct.stop()]);
    handler.close();
    return [
      {
        what: `bytes of RSS each, ${count(connections)} connections`,
        value: count(gatewayCost),
        beside: `${count(directCost)} in a plain TCP server; 13,000 in EMQX 5.8.9`,
      },
    ];
  },
};

async function costOfIdle(
  process: MeasuredProcess,
  port: number,
  settle: (total: number) => Promise<void>,
): Promise<number> {
  // As many connections before, but few at once: what the engine's heap takes for their coming is no cost of their staying.
  for (let round = 0; round < connections / atOnce; round += 1)
    await closeAll(await connectMany(port, atOnce));
  await settle(connections);
  const before = process.residentSize;
  const sockets = await connectMany(port, connections);
  await settle(2 * connections);
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
