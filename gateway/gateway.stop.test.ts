import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Device } from '../fixtures/device.ts';
import { testConfiguration } from '../fixtures/test-configuration.ts';
import { TestSystem } from '../fixtures/test-system.ts';
import { VirtualClock } from '../fixtures/virtual-clock.ts';
import type { HostPort } from './config/configuration.ts';
import { createParts } from './create-parts.ts';
import { Gateway } from './gateway.ts';
import { startGateway } from './start-gateway.ts';

async function start(...parameters: Parameters<typeof TestSystem.start>): Promise<TestSystem> {
  const system = await TestSystem.start(...parameters);
  onTestFinished(() => system.stop());
  return system;
}

function reasons({ handler }: TestSystem): unknown[] {
  return handler.callbacks
    .filter(({ method }) => method === 'OnSocketClosed')
    .map(({ request }) => request.reason);
}

/** Something else that listens on a port of this machine. */
async function occupyPort(): Promise<HostPort> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { host: '127.0.0.1', port: typeof address === 'object' && address !== null ? address.port : 0 };
}

/** Whether nobody listens there any more. */
async function isFree(address: HostPort): Promise<boolean> {
  return Device.connect(address).then(
    (device) => {
      device.destroy();
      return false;
    },
    () => true,
  );
}

describe('stop', () => {
  it('sends OnSocketClosed for each connection, closes everything and settles', async () => {
    const system = await start();
    const connected = [await system.connect(), await system.connect(), await system.connect()];
    const { adapter, listeners } = system.gateway;
    await system.gateway.stop();
    expect(reasons(system)).toEqual(['shutdown', 'shutdown', 'shutdown']);
    await Promise.all(connected.map(({ device }) => device.ended));
    expect(system.gateway.connectionCount).toBe(0);
    for (const address of [adapter, ...listeners.map((listener) => listener.address)]) {
      expect(await isFree(address)).toBe(true);
    }
  });

  it('settles at once without connections, and a second time', async () => {
    const system = await start();
    await system.gateway.stop();
    await system.gateway.stop();
  });

  it('waits for the last callbacks, which may still send', async () => {
    const system = await start();
    system.echo();
    const { device, conn } = await system.connect();
    const release = system.handler.hold(({ method }) => method === 'OnReceivedBytes');
    await device.write('last words');
    await system.handler.untilMethod('OnReceivedBytes', conn);
    const stopped = system.gateway.stop();
    release();
    await stopped;
    await device.ended;
    expect(device.received).toBe('last words');
    expect(reasons(system)).toEqual(['shutdown']);
  });

  it('called twice at once settles both times', async () => {
    const clock = new VirtualClock();
    const system = await start({}, { clock });
    await system.connect();
    // Time stands still: a deadline could not settle it.
    await Promise.all([system.gateway.stop(), system.gateway.stop()]);
    expect(reasons(system)).toEqual(['shutdown']);
  });

  it('gives up a callback that is held for the close timeout, and still sends OnSocketClosed', async () => {
    const clock = new VirtualClock();
    const system = await start({ gateway: { shutdownTimeout: 60_000 } }, { clock });
    const { device, conn } = await system.connect();
    onTestFinished(system.handler.hold(({ method }) => method === 'OnReceivedBytes'));
    await device.write('hello');
    await system.handler.untilMethod('OnReceivedBytes', conn);
    const stopped = system.gateway.stop();
    clock.pass(15_100);
    await stopped;
    expect(system.handler.methods(conn)).toEqual(['OnSocketCreated', 'OnReceivedBytes', 'OnSocketClosed']);
  });

  it('lets go of what is not closed by the deadline', async () => {
    const system = await start({ gateway: { shutdownTimeout: 100 } });
    const { device, conn } = await system.connect();
    const release = system.handler.hold(({ method }) => method === 'OnReceivedBytes');
    await device.write('hello');
    await system.handler.untilMethod('OnReceivedBytes', conn);
    await system.gateway.stop();
    await device.ended;
    expect(system.gateway.connectionCount).toBe(0);
    // Whatever comes late finds nothing to break.
    release();
    await system.untilAnswered();
  });
});

describe('start', () => {
  it('says which listener wants a port that is in use, and leaves nothing open', async () => {
    const bind = await occupyPort();
    const free = testConfiguration({ listener: { name: 'free' } });
    const taken = testConfiguration({ listener: { name: 'meters', bind } });
    const configuration = { ...free, listeners: [...free.listeners, ...taken.listeners] };
    const addresses: HostPort[] = [];
    const usual = createParts(configuration);
    const gateway = Gateway.start(configuration, {
      ...usual,
      serveAdapter: async (...parameters) => {
        const adapter = await usual.serveAdapter(...parameters);
        addresses.push(adapter.address);
        return adapter;
      },
      listen: async (...parameters) => {
        const listener = await usual.listen(...parameters);
        addresses.push(listener.address);
        return listener;
      },
    });
    await expect(gateway).rejects.toMatchObject({
      name: 'GatewayError',
      code: 'ADDRESS_IN_USE',
      message: `listener tcp.meters: 127.0.0.1:${bind.port} is in use: stop the process that holds it, or choose another port`,
      facts: { what: 'listener tcp.meters', address: `127.0.0.1:${bind.port}`, errno: 'EADDRINUSE' },
    });
    expect(addresses).toHaveLength(2);
    for (const address of addresses) expect(await isFree(address)).toBe(true);
  });

  it('says that the port of the adapter is in use', async () => {
    const bind = await occupyPort();
    const configuration = testConfiguration({ gateway: { adapter: { bind, maxMessageSize: 1_000_000 } } });
    await expect(startGateway(configuration)).rejects.toMatchObject({
      code: 'ADDRESS_IN_USE',
      message: `adapter: 127.0.0.1:${bind.port} is in use: stop the process that holds it, or choose another port`,
    });
  });

  it.each(['192.0.2.1', '2001:db8::1'])('says that %s is no address of this machine', async (host) => {
    const bind = { host, port: 0 };
    const listener = startGateway(testConfiguration({ listener: { bind } }));
    await expect(listener).rejects.toMatchObject({
      code: 'ADDRESS_NOT_AVAILABLE',
      facts: { errno: 'EADDRNOTAVAIL' },
    });
    const adapter = startGateway(
      testConfiguration({ gateway: { adapter: { bind, maxMessageSize: 1_000 } } }),
    );
    await expect(adapter).rejects.toMatchObject({
      code: 'ADDRESS_NOT_AVAILABLE',
      facts: { errno: 'EADDRNOTAVAIL' },
    });
  });
});
