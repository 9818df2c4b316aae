import { describe, expect, it, onTestFinished } from 'vitest';
import { Refusal } from '../fixtures/recording-handler.ts';
import { streams } from '../fixtures/test-configuration.ts';
import { TestSystem } from '../fixtures/test-system.ts';
import { VirtualClock } from '../fixtures/virtual-clock.ts';

type Start = (...parameters: Parameters<typeof TestSystem.start>) => Promise<TestSystem>;

const start: Start = async (changes, parts) => {
  const system = await TestSystem.start(changes, parts);
  onTestFinished(() => system.stop());
  return system;
};

/** How a system starts whose devices are on that transport, and the reason when they go. */
const transports: readonly (readonly [string, Start, string])[] = [
  ['TCP', start, 'tcp_closed'],
  ['TLS', (changes, parts) => start({ ...changes, tls: {} }, parts), 'ssl_closed'],
  ['TCP, with streams', (changes, parts) => start({ ...changes, handler: streams }, parts), 'tcp_closed'],
];

async function reasonFor(system: TestSystem, conn: string): Promise<unknown> {
  const { request } = await system.handler.untilMethod('OnSocketClosed', conn);
  return request.reason;
}

describe.each(transports)('a device on %s that', (_, start, gone) => {
  it('half-closes gets the replies to its last words, and then the end', async () => {
    const system = await start();
    system.echo();
    const { device, conn } = await system.connect();
    const release = system.handler.hold(({ method }) => method === 'OnReceivedBytes');
    await device.write('last words');
    device.end();
    await system.handler.untilMethod('OnReceivedBytes', conn);
    release();
    await device.ended;
    expect(device.received).toBe('last words');
    expect(await reasonFor(system, conn)).toBe(gone);
    expect(system.handler.methods(conn)).toEqual(['OnSocketCreated', 'OnReceivedBytes', 'OnSocketClosed']);
  });

  it('resets its connection is gone', async () => {
    const system = await start();
    const { device, conn } = await system.connect();
    device.reset();
    expect(await reasonFor(system, conn)).toBe(gone);
    expect((await system.adapter.send(conn, 'x')).code).toBe('CONN_PROCESS_NOT_ALIVE');
  });

  it('is gone before it was looked at leaves nothing behind', async () => {
    const system = await start();
    for (let count = 0; count < 20; count += 1) (await system.connectUnseen()).reset();
    await system.proveAlive();
    const created = system.handler.methods().filter((method) => method === 'OnSocketCreated');
    await system.handler.until('each end', () => {
      const closed = system.handler.methods().filter((method) => method === 'OnSocketClosed');
      return closed.length === created.length - 1;
    });
  });

  it('falls silent is timed out', async () => {
    const clock = new VirtualClock();
    const system = await start({}, { clock });
    const { device, conn } = await system.connect();
    await system.adapter.call('StartTimer', { conn, type: 'KEEPALIVE', interval: 60 });
    clock.pass(90_050);
    await device.ended;
    expect(await reasonFor(system, conn)).toBe('keepalive_timeout');
    expect(system.handler.methods(conn)).toEqual(['OnSocketCreated', 'OnTimerTimeout', 'OnSocketClosed']);
  });

  it('never sends a byte is closed', async () => {
    const system = await start({ listener: { idleTimeout: 100 } });
    const { device, conn } = await system.connect();
    await device.ended;
    expect(await reasonFor(system, conn)).toBe('idle_timeout');
  });

  it('does not read makes Send wait, then fail, and is closed', async () => {
    const system = await start();
    const { device, conn } = await system.connect();
    device.pause();
    const megabyte = Buffer.alloc(1024 * 1024);
    let answer = await system.adapter.send(conn, megabyte);
    for (let sent = 1; sent < 64 && answer.code === 'SUCCESS'; sent += 1) {
      answer = await system.adapter.send(conn, megabyte);
    }
    expect(answer).toEqual({ code: 'UNKNOWN', message: 'the device did not read for 300 ms' });
    expect(await reasonFor(system, conn)).toBe('send_timeout');
    await system.proveAlive();
  });
});

describe.each(transports)('Close on %s', (_, start) => {
  it('lets out everything that was sent before', async () => {
    const system = await start();
    const { device, conn } = await system.connect();
    const chunk = 'x'.repeat(100_000);
    const sends = Array.from({ length: 50 }, () => system.adapter.send(conn, chunk));
    const codes = (await Promise.all(sends)).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['SUCCESS']));
    expect((await system.adapter.call('Close', { conn })).code).toBe('SUCCESS');
    await device.ended;
    expect(device.received).toHaveLength(5_000_000);
    expect(await reasonFor(system, conn)).toBe('normal');
  });

  it('reaches a device that goes on sending, after the last bytes', async () => {
    const system = await start();
    const { device, conn } = await system.connect();
    await device.write('x'.repeat(1_000));
    await system.handler.untilMethod('OnReceivedBytes', conn);
    const writing = device.write('y'.repeat(1_000_000)).catch(() => undefined);
    await system.adapter.send(conn, 'goodbye');
    await system.adapter.call('Close', { conn });
    await device.ended;
    expect(device.received).toBe('goodbye');
    await writing;
  });

  it('may come from inside a callback', async () => {
    const system = await start();
    system.handler.behave = async ({ method, conn }) => {
      if (method !== 'OnReceivedBytes') return;
      await system.adapter.send(conn, 'go away');
      await system.adapter.call('Close', { conn });
    };
    const { device, conn } = await system.connect();
    await device.write('hello');
    await device.ended;
    expect(device.received).toBe('go away');
    expect(await reasonFor(system, conn)).toBe('normal');
  });
});

describe('a callback that ends in an error', () => {
  it.each([
    ['plain', 'OnReceivedBytes failed: FAILED_PRECONDITION: nope'],
    ['emqx', '{shutdown,{error,{on_received_bytes,{failed_precondition,<<"nope">>}}}}'],
  ] as const)('closes its connection only, with a %s reason', async (closeReasons, reason) => {
    const system = await start({ gateway: { closeReasons } });
    const other = await system.connect();
    const { device, conn } = await system.connect();
    system.handler.behave = (callback) => {
      if (callback.conn === conn) throw new Refusal('FAILED_PRECONDITION', 'nope');
    };
    await device.write('hello');
    await device.ended;
    expect(await reasonFor(system, conn)).toBe(reason);
    await system.adapter.send(other.conn, 'still here');
    await other.device.untilReceived('still here');
  });

  it('closes a device that the handler refuses at once', async () => {
    const system = await start();
    system.handler.behave = ({ method }) => {
      if (method === 'OnSocketCreated') throw new Refusal('PERMISSION_DENIED', 'not you');
    };
    const { device, conn } = await system.connect();
    await device.ended;
    expect(await reasonFor(system, conn)).toBe('OnSocketCreated failed: PERMISSION_DENIED: not you');
  });

  it('closes the connection when the callback takes too long', async () => {
    const system = await start({ handler: { callbackTimeout: 100 } });
    const { device, conn } = await system.connect();
    const release = system.handler.hold(({ method }) => method === 'OnReceivedBytes');
    await device.write('hello');
    await device.ended;
    expect(await reasonFor(system, conn)).toMatch(/^OnReceivedBytes failed: DEADLINE_EXCEEDED/);
    release();
  });
});
