import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TestSystem } from '../fixtures/test-system.ts';
import { VirtualClock } from '../fixtures/virtual-clock.ts';
import { defaultLimits } from './config/default-limits.ts';
import type { ListenerLimits } from './limits/listener-limits.ts';

const kilobyte = 1024;

/** What one read of a socket gives, and what a socket that is not read takes in, are below this. */
const largestRead = 128 * kilobyte;

/** A gateway whose time passes when the test says so. */
class ThrottledSystem {
  readonly clock: VirtualClock;
  readonly system: TestSystem;

  private constructor(clock: VirtualClock, system: TestSystem) {
    this.clock = clock;
    this.system = system;
  }

  static async start(limits: Partial<ListenerLimits>, idleTimeout = 0): Promise<ThrottledSystem> {
    const clock = new VirtualClock();
    const listener = { idleTimeout, limits: { ...defaultLimits(), ...limits } };
    const system = await TestSystem.start({ listener }, { clock });
    onTestFinished(() => system.stop());
    return new ThrottledSystem(clock, system);
  }

  received(conn: string): Buffer {
    return this.system.handler.received(conn);
  }

  /** Lets the gateway do all that it can do at this time. */
  async settle(): Promise<void> {
    for (let round = 0; round < 5; round += 1) await this.system.adapter.call('RawPublish', { topic: 'a' });
    await this.system.untilAnswered();
  }

  /** Lets time pass, second by second, until the handler has as many bytes of the device. */
  async passUntilReceived(conn: string, size: number, check = () => {}): Promise<void> {
    for (let second = 0; second < 1_000 && this.received(conn).length < size; second += 1) {
      this.clock.pass(1_000);
      await this.settle();
      check();
    }
  }
}

function perConnection(bytesRate: number | undefined, messagesRate?: number): Partial<ListenerLimits> {
  return { perConnection: { bytesRate, messagesRate } };
}

function perListener(bytesRate: number): Partial<ListenerLimits> {
  return { perListener: { bytesRate, messagesRate: undefined } };
}

describe('an upload at the limit of its connection', () => {
  it('arrives whole and in order, and no faster', async () => {
    const rate = 10 * kilobyte;
    const throttled = await ThrottledSystem.start(perConnection(rate));
    const { system, clock } = throttled;
    const { device, conn } = await system.connect();
    const bytes = randomBytes(200_000);
    await device.write(bytes);
    device.end();
    await system.handler.untilMethod('OnReceivedBytes', conn);
    const start = clock.now();
    await throttled.passUntilReceived(conn, bytes.length, () => {
      const allowed = rate + ((clock.now() - start) * rate) / 1_000 + largestRead;
      expect(throttled.received(conn).length).toBeLessThanOrEqual(allowed);
    });
    expect(clock.now() - start).toBeGreaterThan(((bytes.length - largestRead - rate) / rate) * 1_000);
    const { request } = await system.handler.untilMethod('OnSocketClosed', conn);
    expect(request.reason).toBe('tcp_closed');
    expect(throttled.received(conn).equals(bytes)).toBe(true);
  });

  it('waits in the device while no time passes', async () => {
    const { system, ...throttled } = await ThrottledSystem.start(perConnection(10 * kilobyte));
    const { device, conn } = await system.connect();
    device.write(randomBytes(16 * 1024 * kilobyte)).catch(() => undefined);
    await system.handler.untilMethod('OnReceivedBytes', conn);
    for (let round = 0; round < 10; round += 1) await system.proveAlive();
    expect(device.unsent).toBeGreaterThan(0);
    expect(system.handler.received(conn).length).toBeLessThanOrEqual(largestRead);
    expect(throttled.clock.now()).toBe(0);
  });

  it('stands still while its handler does, whatever the limit gives', async () => {
    const throttled = await ThrottledSystem.start(perConnection(64 * kilobyte));
    const { system, clock } = throttled;
    const { device, conn } = await system.connect();
    const release = system.handler.hold(({ method }) => method === 'OnReceivedBytes');
    const bytes = randomBytes(4 * 1024 * kilobyte);
    const written = device.write(bytes);
    await system.handler.untilMethod('OnReceivedBytes', conn);
    for (let second = 0; second < 25; second += 1) {
      clock.pass(1_000);
      await system.adapter.call('RawPublish', { topic: 'a' });
    }
    const callbacks = system.handler.methods(conn);
    expect(callbacks).toEqual(['OnSocketCreated', 'OnReceivedBytes']);
    expect(throttled.received(conn).length).toBeLessThanOrEqual(largestRead);
    release();
    await throttled.passUntilReceived(conn, bytes.length);
    await written;
    expect(throttled.received(conn).equals(bytes)).toBe(true);
  });

  it('does not keep the last words from a device that is closed', async () => {
    const { system } = await ThrottledSystem.start(perConnection(kilobyte));
    const { device, conn } = await system.connect();
    const writing = device.write(randomBytes(1024 * kilobyte)).catch(() => undefined);
    await system.handler.untilMethod('OnReceivedBytes', conn);
    await system.adapter.send(conn, 'goodbye');
    await system.adapter.call('Close', { conn });
    await device.ended;
    expect(device.received).toBe('goodbye');
    await writing;
    const { request } = await system.handler.untilMethod('OnSocketClosed', conn);
    expect(request.reason).toBe('normal');
  });
});

describe('a limit of messages', () => {
  it('lets a burst in, and then as many as the time gives', async () => {
    const throttled = await ThrottledSystem.start(perConnection(undefined, 2));
    const { system, clock } = throttled;
    const { device, conn } = await system.connect();
    for (const text of ['a', 'b']) {
      await device.write(text);
      await system.handler.until(text, () => throttled.received(conn).includes(text));
    }
    await device.write('c');
    await throttled.settle();
    clock.pass(499);
    await throttled.settle();
    expect(String(throttled.received(conn))).toBe('ab');
    clock.pass(26);
    await system.handler.until('the third', () => throttled.received(conn).includes('c'));
  });
});

describe('a limit of the listener', () => {
  it('is shared by its devices in turns', async () => {
    const rate = 32 * kilobyte;
    const throttled = await ThrottledSystem.start(perListener(rate));
    const { system, clock } = throttled;
    const uploads = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const { device, conn } = await system.connect();
        const bytes = randomBytes(300_000);
        await device.write(bytes);
        return { conn, bytes };
      }),
    );
    const sizes = () => uploads.map(({ conn }) => throttled.received(conn).length);
    const total = () => sizes().reduce((sum, size) => sum + size);
    while (total() < 800_000) {
      clock.pass(1_000);
      await throttled.settle();
      expect(total()).toBeLessThanOrEqual(rate + (clock.now() * rate) / 1_000 + largestRead);
    }
    expect(Math.min(...sizes())).toBeGreaterThan(0);
    expect(Math.max(...sizes()) - Math.min(...sizes())).toBeLessThanOrEqual(2 * largestRead);
    for (const { conn, bytes } of uploads) {
      await throttled.passUntilReceived(conn, bytes.length);
      expect(throttled.received(conn).equals(bytes)).toBe(true);
    }
  });

  it('holds together with that of each connection', async () => {
    const limits = { ...perConnection(16 * kilobyte), ...perListener(24 * kilobyte) };
    const throttled = await ThrottledSystem.start(limits);
    const { system, clock } = throttled;
    const uploads = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const { device, conn } = await system.connect();
        const bytes = randomBytes(200_000);
        await device.write(bytes);
        return { conn, bytes };
      }),
    );
    for (const { conn, bytes } of uploads) {
      await throttled.passUntilReceived(conn, bytes.length);
      expect(throttled.received(conn).equals(bytes)).toBe(true);
    }
    const fastest = (600_000 - largestRead) / (24 * kilobyte) - 1;
    expect(clock.now() / 1_000).toBeGreaterThan(fastest);
  });

  it('outlives a device that leaves while it waits', async () => {
    const throttled = await ThrottledSystem.start(perListener(kilobyte));
    const { system } = throttled;
    const [first, second] = [await system.connect(), await system.connect()];
    await first.device.write(randomBytes(16 * kilobyte));
    await system.handler.untilMethod('OnReceivedBytes', first.conn);
    await second.device.write('wait');
    await throttled.settle();
    first.device.reset();
    await throttled.passUntilReceived(second.conn, 4);
    expect(String(throttled.received(second.conn))).toBe('wait');
    await system.handler.untilMethod('OnSocketClosed', first.conn);
  });
});

describe('silence of a device that is not read', () => {
  it('does not count for its keepalive', async () => {
    const throttled = await ThrottledSystem.start(perConnection(kilobyte));
    const { system, clock } = throttled;
    const { device, conn } = await system.connect();
    await system.adapter.call('StartTimer', { conn, type: 'KEEPALIVE', interval: 2 });
    const bytes = randomBytes(200_000);
    await device.write(bytes);
    await throttled.passUntilReceived(conn, bytes.length);
    expect(throttled.received(conn).equals(bytes)).toBe(true);
    expect(clock.now()).toBeGreaterThan(50_000);
    expect(system.handler.methods(conn)).not.toContain('OnTimerTimeout');
    clock.pass(200_000);
    await system.handler.untilMethod('OnTimerTimeout', conn);
  });

  it('does not count for the idle timeout when its first bytes wait', async () => {
    const throttled = await ThrottledSystem.start(perListener(kilobyte), 5_000);
    const { system, clock } = throttled;
    const greedy = await system.connect();
    await greedy.device.write(randomBytes(64 * kilobyte));
    await system.handler.untilMethod('OnReceivedBytes', greedy.conn);
    const { device, conn } = await system.connect();
    await device.write('first');
    await throttled.settle();
    clock.pass(10_000);
    await throttled.settle();
    expect(system.handler.methods(conn)).toEqual(['OnSocketCreated']);
    await throttled.passUntilReceived(conn, 5);
    expect(String(throttled.received(conn))).toBe('first');
  });
});
