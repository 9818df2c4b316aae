import { describe, expect, it, onTestFinished } from 'vitest';
import { Refusal } from '../fixtures/recording-handler.ts';
import { streams } from '../fixtures/test-configuration.ts';
import { TestSystem } from '../fixtures/test-system.ts';
import type { HandlerConfiguration } from './config/configuration.ts';

async function start(handler: Partial<HandlerConfiguration> = {}): Promise<TestSystem> {
  const system = await TestSystem.start({ handler: { ...streams, ...handler } });
  onTestFinished(() => system.stop());
  return system;
}

async function reasonFor(system: TestSystem, conn: string): Promise<unknown> {
  const { request } = await system.handler.untilMethod('OnSocketClosed', conn);
  return request.reason;
}

/** A device whose bytes have opened a stream. */
async function connectStreaming(system: TestSystem) {
  const connected = await system.connect();
  await connected.device.write('first');
  await system.handler.untilMethod('OnReceivedBytes', connected.conn);
  return connected;
}

describe('with the mode stream', () => {
  it('each method of each connection has one stream, with its events in order', async () => {
    const system = await start();
    system.echo();
    const clients = [await system.connectClient('one'), await system.connectClient('two')];
    for (const { device, conn } of clients) {
      await system.adapter.call('Subscribe', { conn, topic: 'a', qos: 0 });
      for (let round = 0; round < 20; round += 1) {
        await device.write(`${round};`);
        await device.untilReceived(`${round};`);
        await system.adapter.call('Publish', { conn, topic: 'a', payload: Buffer.from(String(round)) });
      }
      device.end();
      await system.handler.untilMethod('OnSocketClosed', conn);
      const mine = system.handler.callbacks.filter((callback) => callback.conn === conn);
      const streamOf = new Map(mine.map(({ call, method }) => [call, method]));
      expect([...streamOf.values()].toSorted()).toEqual([
        'OnReceivedBytes',
        'OnReceivedMessages',
        'OnSocketClosed',
        'OnSocketCreated',
      ]);
      const expected = Array.from({ length: 20 }, (_, round) => `${round};`).join('');
      expect(system.handler.received(conn).toString()).toBe(expected);
      await system.adapter.call('Unsubscribe', { conn, topic: 'a' });
    }
    expect(new Set(system.handler.callbacks.map(({ service }) => service))).toEqual(
      new Set(['ConnectionHandler']),
    );
  });

  it('nothing is sent before OnSocketCreated is answered', async () => {
    const system = await start();
    let conn: string | undefined;
    const release = system.handler.hold((callback) => {
      conn ??= callback.conn;
      return callback.method === 'OnSocketCreated' && callback.conn === conn;
    });
    const { device } = await system.connect();
    await device.write('hello');
    for (let round = 0; round < 5; round += 1) await system.proveAlive();
    expect(system.handler.methods(conn)).toEqual(['OnSocketCreated']);
    release();
    await system.handler.untilMethod('OnReceivedBytes', conn);
  });

  it('a slow handler gets OnSocketClosed after it has read everything', async () => {
    const system = await start();
    const { device, conn } = await system.connect();
    const release = system.handler.hold(({ method }) => method === 'OnReceivedBytes');
    for (let round = 0; round < 30; round += 1) {
      await device.write(`${round};`);
      await system.untilAnswered();
    }
    device.end();
    await system.handler.untilMethod('OnReceivedBytes', conn);
    await system.untilAnswered();
    release();
    expect(await reasonFor(system, conn)).toBe('tcp_closed');
    expect(system.handler.received(conn).toString()).toBe(
      Array.from({ length: 30 }, (_, round) => `${round};`).join(''),
    );
    expect(system.handler.methods(conn).at(-1)).toBe('OnSocketClosed');
    await system.untilForgotten();
  });

  it('a handler refuses a device by the status of OnSocketCreated', async () => {
    const system = await start();
    system.handler.behave = ({ method }) => {
      if (method === 'OnSocketCreated') throw new Refusal('PERMISSION_DENIED', 'not you');
    };
    const { device, conn } = await system.connect();
    await device.write('hello');
    await device.ended;
    expect(await reasonFor(system, conn)).toBe('OnSocketCreated failed: PERMISSION_DENIED: not you');
  });
});

describe('a stream that', () => {
  it('ends with an error closes its connection, and no other', async () => {
    const system = await start();
    const other = await connectStreaming(system);
    const { device, conn } = await connectStreaming(system);
    system.handler.behave = (callback) => {
      if (callback.conn === conn) throw new Refusal('FAILED_PRECONDITION', 'nope');
    };
    await device.write('second');
    await device.ended;
    system.handler.behave = () => undefined;
    expect(await reasonFor(system, conn)).toBe('OnReceivedBytes failed: FAILED_PRECONDITION: nope');
    await system.adapter.send(other.conn, 'still here');
    await other.device.untilReceived('still here');
  });

  it('the handler ends while it is idle closes its connection', async () => {
    const system = await start();
    const { device, conn } = await system.connect();
    system.handler.behave = ({ method, answerNow }) => {
      if (method === 'OnReceivedBytes') answerNow();
    };
    await device.write('hello');
    await device.ended;
    expect(await reasonFor(system, conn)).toBe(
      'OnReceivedBytes failed: ABORTED: the handler ended the stream',
    );
    await system.untilForgotten();
  });

  it('is not read for longer than callback_timeout closes its connection', async () => {
    const system = await start({ callbackTimeout: 200 });
    const { device, conn } = await system.connect();
    onTestFinished(system.handler.hold(({ method }) => method === 'OnReceivedBytes'));
    void device.write(Buffer.alloc(16 * 1024 * 1024)).catch(() => undefined);
    expect(await reasonFor(system, conn)).toBe(
      'OnReceivedBytes failed: DEADLINE_EXCEEDED: the handler did not answer in time',
    );
    await device.ended;
  });

  it('ends with an error when the device has gone tells so in the reason', async () => {
    const system = await start();
    const { device, conn } = await connectStreaming(system);
    system.handler.behave = ({ method }) => {
      if (method === 'OnReceivedBytes') throw new Refusal('INTERNAL', 'too late');
    };
    const release = system.handler.hold(({ method }) => method === 'OnReceivedBytes');
    await device.write('last words');
    await system.handler.until('the last words', ({ request }) => String(request.bytes) === 'last words');
    device.end();
    await system.handler.untilMethod('OnSocketCreated');
    release();
    expect(await reasonFor(system, conn)).toBe('OnReceivedBytes failed: INTERNAL: too late');
  });
});

describe('a handler with streams', () => {
  it('that is killed is told of the end of each connection, once, when it is back', async () => {
    const system = await start();
    const idle = await connectStreaming(system);
    const busy = await connectStreaming(system);
    onTestFinished(system.handler.hold(({ method }) => method === 'OnReceivedBytes'));
    await busy.device.write('in the middle');
    await system.untilAnswered();
    system.handler.kill();
    await Promise.all([idle.device.ended, busy.device.ended]);
    await system.restartHandler();
    for (const { conn } of [idle, busy]) {
      expect(await reasonFor(system, conn)).toMatch(
        /^OnReceivedBytes failed: (UNAVAILABLE|CANCELLED|INTERNAL)/,
      );
    }
    await system.untilForgotten();
    expect(system.handler.methods()).toEqual(['OnSocketClosed', 'OnSocketClosed']);
    await system.proveAlive();
  });

  it('that is killed leaves connections alone that have sent nothing', async () => {
    const system = await start();
    const { device, conn } = await system.connect();
    await system.untilAnswered();
    system.handler.kill();
    await system.restartHandler();
    expect(await system.gateway.probeHandlers(5_000)).toEqual([]);
    await device.write('hello');
    await system.handler.untilMethod('OnReceivedBytes', conn);
  });

  it('that is away refuses devices', async () => {
    const system = await start();
    system.handler.kill();
    await (await system.connectUnseen()).ended;
    await system.untilForgotten();
  });
});
