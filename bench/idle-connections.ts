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
    const gatewayCost = await costOfIdle(gateway.process, gateway.devicePort, () => created >= connections);
    const direct = await MeasuredProcess.start(
      [process.execPath, fileURLToPath(new URL('./direct-echo.js', import.meta.url))],
      /^listening \d+$/m,
    );
    const directCost = await costOfIdle(direct, Number(/\d+/.exec(direct.output)?.[0]), () => true);
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

async function costOfIdle(process: MeasuredProcess, port: number, complete: () => boolean): Promise<number> {
  // The first connections pay for what is made once.
  const first = await connectMany(port, 200);
  const before = process.residentSize;
  const sockets = await connectMany(port, connections - first.length);
  while (!complete()) await new Promise((resolve) => setTimeout(resolve, 20));
  const cost = (process.residentSize - before) / sockets.length;
  for (const socket of [...first, ...sockets]) socket.destroy();
  return cost;
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
