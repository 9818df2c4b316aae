import { describe, expect, it, onTestFinished } from 'vitest';
import { Device } from '../fixtures/device.ts';
import type { TestConfigurationChanges } from '../fixtures/test-configuration.ts';
import { TestSystem } from '../fixtures/test-system.ts';

async function start(changes?: TestConfigurationChanges): Promise<TestSystem> {
  const system = await TestSystem.start(changes);
  onTestFinished(() => system.stop());
  return system;
}

describe('a device', () => {
  it.each(['127.0.0.1', '::1'])('at %s gets its bytes back from a handler that echoes', async (host) => {
    const system = await start({ listener: { bind: { host, port: 0 } } });
    system.echo();
    const { device, conn } = await system.connect();
    await device.write('hello');
    await device.untilReceived('hello');
    expect(system.handler.callbacks[0]).toMatchObject({
      method: 'OnSocketCreated',
      conn,
      request: {
        conninfo: {
          socktype: 'TCP',
          peername: { host, port: device.port },
          sockname: { host, port: system.gateway.listeners[0]?.address.port },
          peercert: null,
        },
      },
    });
  });

  it('with IPv4 on a socket of both has its dotted address', async () => {
    const system = await start({ listener: { bind: { host: '::', port: 0 } } });
    const { port } = system.gateway.listeners[0]?.address ?? { port: 0 };
    const device = await Device.connect({ host: '127.0.0.1', port });
    onTestFinished(() => device.destroy());
    const { request } = await system.handler.untilMethod('OnSocketCreated');
    const address = { host: '127.0.0.1', port: device.port };
    expect(request.conninfo).toMatchObject({ peername: address, sockname: { host: '127.0.0.1', port } });
  });

  it.each(['ConnectionUnaryHandler', 'ConnectionHandler'] as const)(
    'is served by a handler that serves %s',
    async (service) => {
      const system = await start({ handler: { service } });
      system.echo();
      const { device, conn } = await system.connect();
      await device.write('hello');
      await device.untilReceived('hello');
      device.end();
      await system.handler.untilMethod('OnSocketClosed', conn);
      expect(system.handler.methods(conn)).toEqual(['OnSocketCreated', 'OnReceivedBytes', 'OnSocketClosed']);
      expect(new Set(system.handler.callbacks.map((callback) => callback.service))).toEqual(
        new Set([service]),
      );
    },
  );

  it('is told from others by an unguessable conn', async () => {
    const system = await start();
    const conns = [await system.connect(), await system.connect()].map(({ conn }) => conn);
    for (const conn of conns) expect(conn).toMatch(/^[\w-]{22}$/);
    expect(new Set(conns).size).toBe(2);
  });

  it('is served while callbacks of others are held', async () => {
    const system = await start();
    const held = await system.connect();
    const release = system.handler.hold(({ conn }) => conn === held.conn);
    await held.device.write('wait');
    await system.handler.untilMethod('OnReceivedBytes', held.conn);
    await system.proveAlive();
    expect((await system.adapter.send(held.conn, 'also from inside')).code).toBe('SUCCESS');
    await held.device.untilReceived('also from inside');
    release();
  });
});

describe('a clientid on a second connection', () => {
  it('closes the first', async () => {
    const system = await start();
    const older = await system.connectClient('device');
    const newer = await system.connectClient('device');
    await older.device.ended;
    const closed = await system.handler.untilMethod('OnSocketClosed', older.conn);
    expect(closed.request.reason).toBe('discarded');
    expect((await system.adapter.send(newer.conn, 'still here')).code).toBe('SUCCESS');
    await newer.device.untilReceived('still here');
    expect((await system.adapter.send(older.conn, '!')).code).toBe('CONN_PROCESS_NOT_ALIVE');
  });
});

describe('messages', () => {
  it('go from one connection to another', async () => {
    const system = await start();
    const [sender, receiver] = [await system.connectClient('sender'), await system.connectClient('receiver')];
    await system.adapter.call('Subscribe', { conn: receiver.conn, topic: 'news/#', qos: 1 });
    const payload = Buffer.from('extra');
    await system.adapter.call('Publish', { conn: sender.conn, topic: 'news/today', qos: 1, payload });
    const { request } = await system.handler.untilMethod('OnReceivedMessages', receiver.conn);
    expect(request.messages).toEqual([
      {
        node: 'exproto@127.0.0.1',
        id: expect.stringMatching(/^[0-9A-F]{32}$/),
        qos: 1,
        from: 'sender',
        topic: 'news/today',
        payload,
        timestamp: expect.any(Number),
      },
    ]);
  });

  it('that wait come several at once, in order', async () => {
    const system = await start();
    const { conn } = await system.connectClient('device');
    await system.adapter.call('Subscribe', { conn, topic: 'a' });
    const release = system.handler.hold(({ method }) => method === 'OnReceivedMessages');
    for (let count = 0; count < 20; count += 1) {
      await system.adapter.call('RawPublish', { topic: 'a', payload: Buffer.from(String(count)) });
    }
    release();
    const payloads = () =>
      system.handler.callbacks
        .filter(({ method }) => method === 'OnReceivedMessages')
        .map(({ request }) =>
          (request.messages as { payload: Buffer }[]).map(({ payload }) => String(payload)),
        );
    await system.handler.until('the last message', () => payloads().flat().length === 20);
    expect(payloads()).toEqual([['0'], Array.from({ length: 19 }, (_, index) => String(index + 1))]);
  });

  it('keep below the mountpoint', async () => {
    const system = await start({ gateway: { mountpoint: { from: 'configuration', prefix: 'plant/' } } });
    const { conn } = await system.connectClient('device');
    await system.adapter.call('Subscribe', { conn, topic: '#' });
    await system.adapter.call('RawPublish', { topic: 'elsewhere' });
    await system.adapter.call('RawPublish', { topic: 'plant/pump' });
    const { request } = await system.handler.untilMethod('OnReceivedMessages', conn);
    expect(request.messages).toMatchObject([{ topic: 'pump', from: 'exproto' }]);
  });
});
