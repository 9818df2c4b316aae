import { describe, expect, it, onTestFinished } from 'vitest';
import { Device } from '../fixtures/device.ts';
import { RecordingLog } from '../fixtures/recording-log.ts';
import { TestSystem } from '../fixtures/test-system.ts';
import { until } from '../fixtures/until.ts';
import { VirtualClock } from '../fixtures/virtual-clock.ts';
import { defaultLimits } from './config/default-limits.ts';
import type { ListenerLimits } from './limits/listener-limits.ts';
import type { Parts } from './parts.ts';

async function start(limits: Partial<ListenerLimits>, parts: Partial<Parts> = {}): Promise<TestSystem> {
  const system = await TestSystem.start({ listener: { limits: { ...defaultLimits(), ...limits } } }, parts);
  onTestFinished(() => system.stop());
  return system;
}

/** A device that is sent away at once. */
async function connectInVain(system: TestSystem): Promise<Device> {
  const device = await system.connectUnseen();
  await device.ended;
  return device;
}

function created(system: TestSystem): number {
  return system.handler.methods().filter((method) => method === 'OnSocketCreated').length;
}

/** Tries until a device is let in: the gateway learns of a reset when it comes to it. */
async function untilLetIn(system: TestSystem): Promise<void> {
  const before = created(system);
  while (created(system) === before) {
    const device = await system.connectUnseen();
    let out = false;
    void device.ended.then(() => {
      out = true;
    });
    await until(() => out || created(system) > before, 'a device is let in or sent away');
  }
}

describe('max_connections', () => {
  it('of 2 closes the third device without a callback, and gives its slots again', async () => {
    const system = await start({ maxConnections: 2 });
    const first = await system.connect();
    const second = await system.connect();
    expect((await connectInVain(system)).received).toBe('');
    expect(system.gateway.refusals).toEqual({
      'tcp.default': { access_denied: 0, max_connections: 1, max_conn_rate: 0, max_handshakes: 0 },
    });
    first.device.end();
    await first.device.ended;
    first.device.destroy();
    await system.handler.untilMethod('OnSocketClosed', first.conn);
    await system.proveAlive();
    await connectInVain(system);
    expect((await system.adapter.send(second.conn, 'still here')).code).toBe('SUCCESS');
    expect(created(system)).toBe(3);
    expect(system.handler.callbacks.filter(({ method }) => method === 'OnSocketClosed')).toHaveLength(1);
  });

  it('counts a device that lingers until its socket is closed', async () => {
    const system = await start({ maxConnections: 1 });
    const { device, conn } = await system.connect();
    await system.adapter.call('Close', { conn });
    await system.handler.untilMethod('OnSocketClosed', conn);
    // The device has not closed its half.
    await connectInVain(system);
    device.reset();
    await untilLetIn(system);
    expect(created(system)).toBe(2);
  });

  it('is exact when 200 devices come at once', async () => {
    const system = await start({ maxConnections: 50 });
    const devices = await Promise.all(Array.from({ length: 200 }, () => system.connectUnseen()));
    let ended = 0;
    for (const device of devices) void device.ended.then(() => (ended += 1));
    await until(() => created(system) === 50 && ended === 150, '50 are in and 150 are out');
    await system.untilAnswered();
    expect(system.gateway.connectionCount).toBe(50);
    expect(system.gateway.refusals['tcp.default']?.max_connections).toBe(150);
  });
});

describe('max_conn_rate', () => {
  it('lets in a burst, and then as many as the time gives', async () => {
    const clock = new VirtualClock();
    const system = await start({ connectionRate: { rate: 2, burst: 3 } }, { clock });
    for (let count = 0; count < 3; count += 1) await system.connect();
    await connectInVain(system);
    clock.pass(500);
    await system.connect();
    await connectInVain(system);
    clock.pass(60_000);
    for (let count = 0; count < 3; count += 1) await system.connect();
    await connectInVain(system);
    expect(system.gateway.refusals['tcp.default']).toEqual({
      access_denied: 0,
      max_connections: 0,
      max_conn_rate: 3,
      max_handshakes: 0,
    });
  });
});

describe('access rules', () => {
  it('send a device away, and tell so', async () => {
    const log = new RecordingLog();
    const range = { address: '127.0.0.0', prefix: 8 };
    const system = await start({ accessRules: [{ permit: 'deny', from: range }] }, { log });
    await connectInVain(system);
    await connectInVain(system);
    expect(system.gateway.refusals['tcp.default']?.access_denied).toBe(2);
    expect(system.handler.callbacks).toEqual([]);
    expect(system.gateway.connectionCount).toBe(0);
    expect(log.of('warn')).toEqual(['1 connection refused: access_denied']);
    expect(log.lines.filter(({ level }) => level === 'debug').map(({ facts }) => facts)).toEqual(
      Array(2).fill({ listener: 'tcp.default', host: '127.0.0.1', reason: 'access_denied' }),
    );
  });

  it('send a device away before its handshake costs anything', async () => {
    const limits = { ...defaultLimits(), accessRules: [{ permit: 'deny', from: 'all' }] as const };
    const system = await TestSystem.start({ tls: {}, listener: { limits } });
    onTestFinished(() => system.stop());
    const [listener] = system.gateway.listeners;
    // A plain socket: whoever had to wait for a handshake would be waiting still.
    const device = await Device.connect(listener?.address ?? { host: '', port: 0 });
    await device.ended;
    expect(system.gateway.refusals['tls.default']?.access_denied).toBe(1);
  });

  it('of IPv4 are for devices with IPv4 on a socket of both', async () => {
    const deny = { permit: 'deny', from: { address: '127.0.0.1', prefix: 32 } } as const;
    const limits = { ...defaultLimits(), accessRules: [deny] };
    const system = await TestSystem.start({ listener: { limits, bind: { host: '::', port: 0 } } });
    onTestFinished(() => system.stop());
    const allowed = await system.connectUnseen('::1');
    await system.handler.untilMethod('OnSocketCreated');
    expect(allowed.received).toBe('');
    const refused = await system.connectUnseen('127.0.0.1');
    await refused.ended;
    expect(system.gateway.refusals['tcp.default']?.access_denied).toBe(1);
  });

  it('let in what an earlier rule allows', async () => {
    const allow = { permit: 'allow', from: { address: '127.0.0.1', prefix: 32 } } as const;
    const system = await start({ accessRules: [allow, { permit: 'deny', from: 'all' }] });
    await system.proveAlive();
  });
});
