import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Device } from '../fixtures/device.ts';
import { HandlerProcess } from '../fixtures/handler-process/handler-process.ts';
import {
  answerBytes,
  answerNoProtobuf,
  answerUnimplemented,
  answerWebPage,
} from '../fixtures/nonsense-handler.ts';
import { RecordingHandler } from '../fixtures/recording-handler.ts';
import { RecordingLog } from '../fixtures/recording-log.ts';
import { TestSystem } from '../fixtures/test-system.ts';
import { patienceForMany, until } from '../fixtures/until.ts';
import { VirtualClock } from '../fixtures/virtual-clock.ts';
import type { CallbackMethod } from './core/reason.ts';

interface WithProcess {
  /** The callbacks that are never answered. */
  readonly held?: CallbackMethod;
  readonly callbackTimeout?: number;
  readonly log?: RecordingLog;
}

/** A gateway whose handler is a process of its own. */
async function startWithProcess({ held, callbackTimeout, log }: WithProcess = {}) {
  const first = await HandlerProcess.start(0, held);
  const handlers = [first];
  onTestFinished(async () => {
    for (const handler of handlers) await handler.kill();
  });
  const handler = { url: first.url, ...(callbackTimeout === undefined ? {} : { callbackTimeout }) };
  const system = await TestSystem.start({ handler }, log === undefined ? {} : { log });
  onTestFinished(() => system.stop());
  const restart = async () => {
    const again = await HandlerProcess.start(first.port);
    handlers.push(again);
    return again;
  };
  return { system, handler: first, restart };
}

async function connectMany(system: TestSystem, count: number): Promise<Device[]> {
  return Promise.all(Array.from({ length: count }, () => system.connectUnseen()));
}

/** A thousand devices take their time on a machine that has other things to do. */
const timeout = 60_000;

describe('a handler process', { timeout }, () => {
  it('that is killed in the middle of a callback is told once of its connection, and of no other', async () => {
    const { system, handler, restart } = await startWithProcess({ held: 'OnReceivedBytes' });
    const [device, idle] = await connectMany(system, 2);
    await handler.untilCount('OnSocketCreated', 2);
    await device?.write('hello');
    await handler.untilCount('OnReceivedBytes', 1);
    const [conn] = handler.conns('OnReceivedBytes');
    await handler.kill();
    await device?.ended;
    const again = await restart();
    await until(() => system.gateway.connectionCount === 1, 'the connection is forgotten');
    expect(again.callbacks).toEqual([
      {
        method: 'OnSocketClosed',
        conn,
        reason: expect.stringMatching(/^OnReceivedBytes failed: UNAVAILABLE/),
      },
    ]);
    await idle?.write('still here');
    await again.untilCount('OnReceivedBytes', 1);
    expect(again.conns('OnReceivedBytes')).not.toEqual([conn]);
  });

  it('that is away while 1,000 devices drop is told once of each when it is back', async () => {
    const log = new RecordingLog();
    const { system, handler, restart } = await startWithProcess({ log });
    const devices = await connectMany(system, 1_000);
    await handler.untilCount('OnSocketCreated', 1_000);
    await system.untilAnswered();
    await handler.kill();
    for (const device of devices) device.destroy();
    // Each has tried in vain by then.
    await until(() => system.failures >= 1_000, 'every connection has ended', patienceForMany);
    const again = await restart();
    await system.untilForgotten();
    expect(again.callbacks).toHaveLength(1_000);
    // The log has nothing of the tries.
    expect(log.of('warn')).toEqual([]);
    expect(again.conns('OnSocketClosed').toSorted()).toEqual(handler.conns('OnSocketCreated').toSorted());
  });

  it('that is killed while 1,000 connections end is told once of each by the two together', async () => {
    const { system, handler, restart } = await startWithProcess({ held: 'OnSocketClosed' });
    const devices = await connectMany(system, 1_000);
    await handler.untilCount('OnSocketCreated', 1_000);
    for (const device of devices) device.destroy();
    await handler.untilCount('OnSocketClosed', 1);
    await handler.kill();
    const again = await restart();
    await system.untilForgotten();
    // None was answered: the handler that died has told nobody.
    expect(again.conns('OnSocketClosed').toSorted()).toEqual(handler.conns('OnSocketCreated').toSorted());
  });

  it('that is frozen has its callbacks given up, and is told once of the end when it is back', async () => {
    const log = new RecordingLog();
    const { system, handler } = await startWithProcess({ callbackTimeout: 200, log });
    const [device] = await connectMany(system, 1);
    await handler.untilCount('OnSocketCreated', 1);
    await system.untilAnswered();
    handler.freeze();
    await device?.write('hello');
    await device?.ended;
    expect(log.of('warn')).toEqual(['a callback is given up: the handler did not answer in time']);
    handler.thaw();
    await system.untilForgotten();
    const closed = handler.callbacks.filter(({ method }) => method === 'OnSocketClosed');
    expect(closed.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^OnReceivedBytes failed: DEADLINE_EXCEEDED/),
    ]);
  });
});

describe('1,000 devices that drop at once', { timeout }, () => {
  it('are each announced and ended once, and the next is served', async () => {
    const system = await TestSystem.start();
    onTestFinished(() => system.stop());
    const devices = await connectMany(system, 1_000);
    await until(() => system.handler.callbacks.length === 1_000, 'each is announced', patienceForMany);
    for (const device of devices) device.reset();
    await system.untilForgotten();
    const conns = (method: CallbackMethod) =>
      system.handler.callbacks.filter((callback) => callback.method === method).map(({ conn }) => conn);
    expect(conns('OnSocketClosed').toSorted()).toEqual(conns('OnSocketCreated').toSorted());
    expect(new Set(conns('OnSocketClosed')).size).toBe(1_000);
    await system.proveAlive();
  });
});

describe('what is no handler', () => {
  it.each([
    ['answers with bytes that are no HTTP/2', () => answerBytes('SSH-2.0-OpenSSH_9.2\r\n')],
    ['accepts and says nothing', () => answerBytes('')],
    ['is a web server', answerWebPage],
    ['has another service', answerUnimplemented],
    ['answers with bytes that are no protobuf', answerNoProtobuf],
  ])('but %s closes its devices, until there is one', async (_, start) => {
    const nonsense = await start();
    const url = `http://127.0.0.1:${nonsense.port}`;
    const system = await TestSystem.start({ handler: { url, callbackTimeout: 1_000 } });
    onTestFinished(() => system.stop());
    await (await system.connectUnseen()).ended;
    nonsense.close();
    system.handler.kill();
    system.handler = await RecordingHandler.start(nonsense.port);
    expect(await system.gateway.probeHandlers(5_000)).toEqual([]);
    await system.proveAlive();
  });
});

/** Only Linux shows which timer a socket has. */
describe.runIf(existsSync('/proc/net/tcp'))('a device without a timer', () => {
  it.each([
    ['TCP', {}],
    ['TLS', { tls: {} }],
  ] as const)('is probed by the system when it is silent, on %s', async (_, changes) => {
    const system = await TestSystem.start(changes);
    onTestFinished(() => system.stop());
    const { device } = await system.connect();
    const [listener] = system.gateway.listeners;
    const hexadecimal = (port = 0) => port.toString(16).toUpperCase().padStart(4, '0');
    const ports = new RegExp(`:${hexadecimal(listener?.address.port)} \\w+:${hexadecimal(device.port)} `);
    const row = () =>
      readFileSync('/proc/net/tcp', 'utf8')
        .split('\n')
        .find((line) => ports.test(line));
    // The timer of keepalive is number 2; that of bytes which are not acknowledged yet may run before.
    await until(() => / 02:[0-9A-F]{8} /.test(row() ?? ''), 'the keepalive of the system runs');
  });
});

describe('a device that sends a byte a second', () => {
  it('lives, and each byte arrives', async () => {
    const clock = new VirtualClock();
    const system = await TestSystem.start({}, { clock });
    onTestFinished(() => system.stop());
    const { device, conn } = await system.connect();
    await system.adapter.call('StartTimer', { conn, type: 'KEEPALIVE', interval: 1 });
    for (let count = 1; count <= 100; count += 1) {
      clock.pass(1_000);
      await device.write('x');
      await until(() => system.handler.received(conn).length === count, 'the byte has come');
    }
    expect(system.handler.methods(conn)).not.toContain('OnSocketClosed');
  });
});

describe('a message that is larger than the handler accepts', () => {
  it('is dropped, and its subscriber lives', async () => {
    const system = await TestSystem.start();
    onTestFinished(() => system.stop());
    const { conn } = await system.connectClient('subscriber');
    await system.adapter.call('Subscribe', { conn, topic: 'news', qos: 0 });
    for (const payload of [Buffer.alloc(5_000_000), Buffer.from('small')]) {
      const { code } = await system.adapter.call('RawPublish', { topic: 'news', qos: 0, payload });
      expect(code).toBe('SUCCESS');
    }
    const { request } = await system.handler.untilMethod('OnReceivedMessages', conn);
    expect(request.messages).toMatchObject([{ payload: Buffer.from('small') }]);
  });
});
