import { once } from 'node:events';
import { connect } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pem, presenting, tlsConfiguration, trusting } from '../fixtures/certificates.ts';
import { DatagramDevice } from '../fixtures/datagram-device.ts';
import { Device } from '../fixtures/device.ts';
import { proveServed, reload, startToReload } from '../fixtures/reloaded-system.ts';
import type { TestConfigurationChanges } from '../fixtures/test-configuration.ts';
import { testConfiguration } from '../fixtures/test-configuration.ts';
import { TestSystem } from '../fixtures/test-system.ts';
import { until } from '../fixtures/until.ts';
import { VirtualClock } from '../fixtures/virtual-clock.ts';
import { defaultLimits } from './config/default-limits.ts';
import type { ConnectionEvent } from './core/event.ts';
import { step } from './core/step.ts';
import type { ListenerLimits } from './limits/listener-limits.ts';
import { startGateway } from './start-gateway.ts';

function limited(changes: Partial<ListenerLimits>): TestConfigurationChanges {
  return { listener: { limits: { ...defaultLimits(), ...changes } } };
}

/** A connection to the adapter, and the year in which the certificate expires that was shown to it. */
async function certificateOf(port: number) {
  const socket = connect({
    ...trusting,
    port,
    host: '127.0.0.1',
    rejectUnauthorized: false,
    ALPNProtocols: ['h2'],
  });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'secureConnect');
  return { socket, expires: socket.getPeerX509Certificate()?.validTo.match(/\d{4}/)?.[0] };
}

const none = { bytesRate: undefined, messagesRate: undefined };

describe('a reload of limits', () => {
  it('that lowers max_connections drops nobody, and refuses until there are fewer', async () => {
    const system = await startToReload({});
    const [first, second] = [await system.connect(), await system.connect()];
    expect(reload(system, limited({ maxConnections: 1 })).taken).toEqual(['listener tcp.default: limits']);
    await (await system.connectUnseen()).ended;
    first.device.end();
    await system.handler.untilMethod('OnSocketClosed', first.conn);
    await (await system.connectUnseen()).ended;
    await proveServed(system, second);
    second.device.end();
    await system.handler.untilMethod('OnSocketClosed', second.conn);
    await until(() => system.gateway.connectionCount === 0, 'both are gone');
    await system.connect();
    expect(system.gateway.refusals['tcp.default']?.max_connections).toBe(2);
  });

  it('denies new devices, and keeps those that are there', async () => {
    const system = await startToReload({});
    const device = await system.connect();
    reload(system, limited({ accessRules: [{ permit: 'deny', from: 'all' }] }));
    await (await system.connectUnseen()).ended;
    expect(system.gateway.refusals['tcp.default']?.access_denied).toBe(1);
    await proveServed(system, device);
    reload(system, {});
    await system.proveAlive();
  });

  it('slows down devices that are there, and lets them go again, without the loss of a byte', async () => {
    const clock = new VirtualClock();
    const system = await startToReload({}, clock);
    const { device, conn } = await system.connect();
    reload(system, limited({ perConnection: { ...none, messagesRate: 1 } }));
    for (const text of ['a', 'b', 'c']) {
      await device.write(text);
      if (text === 'a') await until(() => system.handler.received(conn).length === 1, 'the first is read');
    }
    // Another device is read meanwhile, and time stands still: the rest waits for its limit.
    await system.proveAlive();
    expect(String(system.handler.received(conn))).toBe('a');
    reload(system, {});
    await until(() => system.handler.received(conn).length === 3, 'the rest is read');
    expect(String(system.handler.received(conn))).toBe('abc');
  });

  it('of throughput that is as it was forgives nothing', async () => {
    const clock = new VirtualClock();
    const events: ConnectionEvent[] = [];
    const recorded: typeof step = (state, event, now) => {
      events.push(event);
      return step(state, event, now);
    };
    const changes = limited({ perListener: { ...none, bytesRate: 10 } });
    const system = await TestSystem.start(changes, { clock, step: recorded });
    onTestFinished(() => system.stop());
    const { device, conn } = await system.connect();
    await device.write('more than ten');
    await until(() => system.handler.received(conn).length === 13, 'it is read');
    reload(system, { listener: { ...changes.listener, idleTimeout: 5_000 } });
    await device.write('!');
    await until(() => events.some((event) => event.type === 'throttled' && event.active), 'it waits');
    clock.pass(400);
    await until(() => system.handler.received(conn).length === 14, 'the debt is paid');
  });

  it('holds for datagrams of peers that are there', async () => {
    const clock = new VirtualClock();
    const system = await startToReload({ transport: 'udp' }, clock);
    const [listener] = system.gateway.listeners;
    const device = await DatagramDevice.open(listener?.address ?? { host: '', port: 0 });
    onTestFinished(() => device.close());
    await device.send('1');
    await system.handler.untilMethod('OnReceivedBytes');
    reload(system, { transport: 'udp', ...limited({ perConnection: { ...none, messagesRate: 1 } }) });
    for (const text of ['2', '3']) await device.send(text);
    await until(() => system.gateway.dropped['udp.default']?.max_messages_rate === 1, 'one is dropped');
    expect(system.gateway.connectionCount).toBe(1);
  });

  it('gives new connections other timeouts', async () => {
    const system = await startToReload({});
    const before = await system.connect();
    reload(system, { listener: { idleTimeout: 50 } });
    const after = await system.connect();
    await after.device.ended;
    await proveServed(system, before);
  });
});

describe('a reload of certificates', () => {
  const expired = { certificate: pem('expired-server.pem'), key: pem('expired-server.key') };

  it('shows new devices the new one, and keeps those that are there', async () => {
    const system = await startToReload({ tls: expired });
    system.credentials = { ...trusting, rejectUnauthorized: false };
    const before = await system.connect();
    expect(reload(system, { tls: {} }).taken).toEqual(['listener tls.default: tls']);
    system.credentials = trusting;
    await system.proveAlive();
    await proveServed(system, before);
  });

  it('takes over whom to trust, also for a device that comes with a session of before', async () => {
    const system = await startToReload({ tls: {} });
    const sessions: Buffer[] = [];
    const [listener] = system.gateway.listeners;
    const address = listener?.address ?? { host: '', port: 0 };
    const first = await Device.connectTls(address, trusting, (session) => sessions.push(session));
    await until(() => sessions.length > 0, 'it has a session');
    first.destroy();
    reload(system, { tls: { verify: 'verify_peer', failIfNoPeerCert: true } });
    const again = await Device.connectTls(address, { ...trusting, session: sessions[0] }).catch(
      () => undefined,
    );
    await again?.ended;
    system.credentials = presenting('client');
    await system.proveAlive();
  });

  it('that can not be used changes nothing at all', async () => {
    const system = await startToReload({ tls: {} });
    const changes = { tls: { certificate: 'no certificate' }, ...limited({ maxConnections: 1 }) };
    expect(() => reload(system, changes)).toThrowError(
      expect.objectContaining({ code: 'TLS_UNUSABLE', message: expect.stringContaining('tls.default') }),
    );
    await system.proveAlive();
    await system.proveAlive();
  });
});

it('a reload that fails at one listener leaves the others as they were', async () => {
  const plain = testConfiguration();
  const secure = testConfiguration({ tls: {} });
  const gateway = await startGateway({ ...plain, listeners: [...plain.listeners, ...secure.listeners] });
  onTestFinished(() => gateway.stop());
  const closed = testConfiguration(limited({ accessRules: [{ permit: 'deny', from: 'all' }] }));
  const broken = testConfiguration({ tls: { certificate: 'no certificate' } });
  const wanted = { ...plain, listeners: [...closed.listeners, ...broken.listeners] };
  expect(() => gateway.reload(wanted)).toThrowError('tls.default');
  const device = await Device.connect(gateway.listeners[0]?.address ?? { host: '', port: 0 });
  // There is no handler.
  await device.ended;
  expect(gateway.refusals['tcp.default']?.access_denied).toBe(0);
});

it('a reload shows another certificate of the adapter to whoever connects, and goes on with who is there', async () => {
  const secure = (name: string) => ({
    gateway: {
      adapter: {
        bind: { host: '127.0.0.1', port: 0 },
        maxMessageSize: 1_000_000,
        tls: tlsConfiguration({ certificate: pem(`${name}.pem`), key: pem(`${name}.key`) }),
      },
    },
  });
  const configuration = testConfiguration(secure('server'));
  const gateway = await startGateway(configuration);
  onTestFinished(() => gateway.stop());
  const first = await certificateOf(gateway.adapter.port);
  expect(gateway.reload(testConfiguration(secure('expired-server'))).taken).toEqual(['adapter.tls']);
  const second = await certificateOf(gateway.adapter.port);
  expect([first.expires, second.expires]).toEqual(['2046', '2021']);
  expect(first.socket.destroyed).toBe(false);
});

it('a reload names what needs a restart', async () => {
  const system = await startToReload({});
  const { taken, needsRestart } = reload(system, { gateway: { node: 'other@127.0.0.1' } });
  expect({ taken, needsRestart }).toEqual({ taken: [], needsRestart: ['node'] });
});
