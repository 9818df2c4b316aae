import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatagramDevice } from '../../fixtures/datagram-device.ts';
import { TestSystem } from '../../fixtures/test-system.ts';
import { until } from '../../fixtures/until.ts';
import type { HostPort } from '../config/configuration.ts';
import { defaultListener } from '../config/default-configuration.ts';

let system: TestSystem;
const devices: DatagramDevice[] = [];

async function openDevice(gateway: HostPort = addressOf(system)): Promise<DatagramDevice> {
  const device = await DatagramDevice.open(gateway);
  devices.push(device);
  return device;
}

function addressOf({ gateway }: TestSystem): HostPort {
  const [listener] = gateway.listeners;
  if (listener === undefined) throw new Error('the gateway has no listener');
  return listener.address;
}

/** The `conn` of the connection that a device's first datagram has made. */
async function connOf(device: DatagramDevice): Promise<string> {
  const { conn } = await system.handler.until('OnSocketCreated', ({ method, request }) => {
    const info = request.conninfo as { readonly peername: HostPort } | undefined;
    return method === 'OnSocketCreated' && info?.peername.port === device.port;
  });
  return conn;
}

function datagramsOf(conn: string): string[] {
  return system.handler.callbacks
    .filter((callback) => callback.conn === conn && callback.method === 'OnReceivedBytes')
    .map(({ request }) => String(request.bytes));
}

beforeEach(async () => {
  system = await TestSystem.start({ transport: 'udp' });
});

afterEach(async () => {
  for (const device of devices.splice(0)) device.close();
  await system.stop();
});

describe('a UDP listener', () => {
  it('announces a peer at its first datagram, with its address', async () => {
    const device = await openDevice();
    await device.send('hello');
    const conn = await connOf(device);
    await until(() => datagramsOf(conn).length === 1, 'the datagram has come');
    expect(system.handler.callbacks[0]?.request.conninfo).toMatchObject({
      socktype: 'UDP',
      peername: { host: '127.0.0.1', port: device.port },
      sockname: addressOf(system),
    });
  });

  it('sends back, datagram by datagram', async () => {
    system.echo();
    const device = await openDevice();
    for (const text of ['a', 'bc', 'def']) await device.send(text);
    await device.untilReceived(3);
    expect(device.received.map(String)).toEqual(['a', 'bc', 'def']);
  });

  it('keeps the borders of datagrams that wait for the handler', async () => {
    const device = await openDevice();
    const release = system.handler.hold(({ method }) => method === 'OnSocketCreated');
    for (const text of ['a', 'bc', 'def']) await device.send(text);
    // Another peer's datagram comes after them, and shows that they are in.
    const other = await openDevice();
    await other.send('other');
    await connOf(other);
    release();
    const conn = await connOf(device);
    await until(() => datagramsOf(conn).length === 3, 'three datagrams have come');
    expect(datagramsOf(conn)).toEqual(['a', 'bc', 'def']);
  });

  it('tells peers apart by their ports', async () => {
    const [first, second] = [await openDevice(), await openDevice()];
    await first.send('first');
    await second.send('second');
    const conns = [await connOf(first), await connOf(second)] as const;
    await until(() => conns.every((conn) => datagramsOf(conn).length > 0), 'both have come');
    expect(conns.map(datagramsOf)).toEqual([['first'], ['second']]);
  });

  it('takes and sends the largest datagram, and refuses a larger one', async () => {
    system.echo();
    const device = await openDevice();
    const largest = Buffer.alloc(65_507, 'x');
    await device.send(largest);
    await device.untilReceived(1);
    expect(device.received[0]?.equals(largest)).toBe(true);
    const answer = await system.adapter.send(await connOf(device), Buffer.alloc(65_508));
    expect(answer).toMatchObject({ code: 'PARAMS_TYPE_ERROR', message: expect.stringContaining('65507') });
  });

  it('takes no notice of an empty datagram', async () => {
    const device = await openDevice();
    await device.send('');
    const other = await openDevice();
    await other.send('x');
    await connOf(other);
    expect(system.handler.methods()).not.toHaveLength(0);
    expect(system.gateway.connectionCount).toBe(1);
  });

  it('makes a new connection for a peer whose old one was closed', async () => {
    const device = await openDevice();
    await device.send('one');
    const first = await connOf(device);
    await system.adapter.call('Close', { conn: first });
    await system.handler.untilMethod('OnSocketClosed', first);
    await system.untilForgotten();
    await device.send('two');
    await until(
      () => system.handler.methods().filter((method) => method === 'OnSocketCreated').length === 2,
      'it is announced again',
    );
    const second = system.handler.callbacks.findLast(({ method }) => method === 'OnSocketCreated')?.conn;
    expect(second).not.toBe(first);
  });

  it('sends what was sent before Close', async () => {
    const device = await openDevice();
    await device.send('hello');
    const conn = await connOf(device);
    await Promise.all([system.adapter.send(conn, 'last words'), system.adapter.call('Close', { conn })]);
    await device.untilReceived(1);
    expect(String(device.received[0])).toBe('last words');
  });

  it('drops datagrams of a peer whose handler lags behind, and serves the others', async () => {
    const { dropped } = system.gateway;
    expect(dropped['udp.default']?.receive_buffer).toBe(0);
    const device = await openDevice();
    const release = system.handler.hold(
      ({ method, request }) => method === 'OnReceivedBytes' && String(request.bytes) === 'first',
    );
    await device.send('first');
    const conn = await connOf(device);
    await system.handler.untilMethod('OnReceivedBytes', conn);
    for (let sent = 0; sent < 20; sent += 1) await device.send(Buffer.alloc(16_000, 'x'));
    const other = await openDevice();
    await other.send('other');
    const otherConn = await connOf(other);
    await until(() => datagramsOf(otherConn).length === 1, 'the other is served');
    release();
    await device.send('after');
    await until(() => datagramsOf(conn).length > 1, 'what waited has come');
    await system.untilAnswered();
    expect(datagramsOf(conn).length).toBeLessThan(21);
    expect(system.gateway.dropped['udp.default']?.receive_buffer).toBe(22 - datagramsOf(conn).length);
  });

  it('tells the handler the end of every peer when the gateway stops', async () => {
    for (const device of [await openDevice(), await openDevice()]) {
      await device.send('x');
      await connOf(device);
    }
    await system.gateway.stop();
    expect(system.handler.methods().filter((method) => method === 'OnSocketClosed')).toHaveLength(2);
  });
});

it('serves UDP on IPv6', async () => {
  await system.stop();
  system = await TestSystem.start({ transport: 'udp', listener: { bind: { host: '::1', port: 0 } } });
  system.echo();
  const device = await openDevice();
  await device.send('six');
  await device.untilReceived(1);
  expect(String(device.received[0])).toBe('six');
});

describe('the limits of a UDP listener', () => {
  const { limits } = defaultListener();

  async function restart(changes: Partial<typeof limits>): Promise<void> {
    await system.stop();
    system = await TestSystem.start({ transport: 'udp', listener: { limits: { ...limits, ...changes } } });
  }

  it('let in as many peers as there are places, and the next when one has gone', async () => {
    await restart({ maxConnections: 1 });
    const [first, second] = [await openDevice(), await openDevice()];
    await first.send('first');
    const conn = await connOf(first);
    await second.send('refused');
    await until(() => system.gateway.refusals['udp.default']?.max_connections === 1, 'it is refused');
    await system.adapter.call('Close', { conn });
    await system.handler.untilMethod('OnSocketClosed', conn);
    await second.send('admitted');
    const admitted = await connOf(second);
    await until(() => datagramsOf(admitted).length === 1, 'it is served');
    expect(datagramsOf(admitted)).toEqual(['admitted']);
  });

  it('drop what comes from addresses that are denied', async () => {
    await restart({ accessRules: [{ permit: 'deny', from: { address: '127.0.0.0', prefix: 8 } }] });
    const device = await openDevice();
    await device.send('denied');
    await until(() => system.gateway.refusals['udp.default']?.access_denied === 1, 'it is denied');
    expect(system.gateway.connectionCount).toBe(0);
  });
});
