import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pem } from '../../fixtures/certificates.ts';
import { DatagramImpairer } from '../../fixtures/datagram-impairer.ts';
import { presentingDtls, trustingDtls } from '../../fixtures/dtls-pair.ts';
import { type TestConfigurationChanges, testConfiguration } from '../../fixtures/test-configuration.ts';
import { TestSystem } from '../../fixtures/test-system.ts';
import { until } from '../../fixtures/until.ts';
import type { HostPort } from '../config/configuration.ts';
import { defaultListener } from '../config/default-configuration.ts';
import { type DtlsClientCredentials, DtlsClientSocket, type DtlsEnd } from '../dtls/index.ts';
import type { Gateway } from '../gateway.ts';
import type { Parts } from '../parts.ts';
import { listenDtls } from './dtls-listener.ts';
import type { Listener } from './listener.ts';

let system: TestSystem;
const opened: { destroy(): void }[] = [];
const { limits } = defaultListener();

async function restart(changes: TestConfigurationChanges): Promise<void> {
  await system.stop();
  system = await TestSystem.start({ dtls: {}, ...changes });
}

function addressOf({ gateway }: { readonly gateway: Gateway }): HostPort {
  const [listener] = gateway.listeners;
  if (listener === undefined) throw new Error('the gateway has no listener');
  return listener.address;
}

async function connect(
  credentials: DtlsClientCredentials = trustingDtls,
  { host, port }: HostPort = addressOf(system),
  handshakeTimeout = 10_000,
): Promise<DtlsClientSocket> {
  const device = await DtlsClientSocket.connect(host, port, { credentials, handshakeTimeout });
  opened.push(device);
  return device;
}

/** What comes for a device from now on. */
function recordsOf(device: DtlsClientSocket): string[] {
  const records: string[] = [];
  device.received = (bytes) => records.push(String(bytes));
  return records;
}

function connsOf({ port }: DtlsClientSocket): string[] {
  return system.handler.callbacks
    .filter(({ method, request }) => {
      const info = request.conninfo as { readonly peername: HostPort } | undefined;
      return method === 'OnSocketCreated' && info?.peername.port === port;
    })
    .map(({ conn }) => conn);
}

/** The `conn` of the connection that a device's handshake has made. */
async function connOf(device: DtlsClientSocket): Promise<string> {
  await until(() => connsOf(device).length > 0, 'the device is announced');
  return connsOf(device).at(-1) ?? '';
}

function datagramsOf(conn: string): string[] {
  return system.handler.callbacks
    .filter((callback) => callback.conn === conn && callback.method === 'OnReceivedBytes')
    .map(({ request }) => String(request.bytes));
}

function refusals() {
  return system.gateway.refusals['dtls.default'];
}

beforeEach(async () => {
  system = await TestSystem.start({ dtls: {} });
});

afterEach(async () => {
  for (const each of opened.splice(0)) each.destroy();
  await system.stop();
});

describe('a DTLS listener', () => {
  it('announces a device after its handshake, before it has sent anything', async () => {
    const device = await connect();
    await connOf(device);
    const { conninfo } = system.handler.callbacks[0]?.request ?? {};
    expect(conninfo).toMatchObject({
      socktype: 'DTLS',
      peername: { host: '127.0.0.1', port: device.port },
      sockname: addressOf(system),
    });
    expect(conninfo).toMatchObject({ peercert: null });
  });

  it('names the device by its certificate', async () => {
    await restart({ dtls: { verify: 'verify_peer', failIfNoPeerCert: true } });
    await connOf(await connect(presentingDtls('client')));
    expect(system.handler.callbacks[0]?.request.conninfo).toMatchObject({
      peercert: { cn: 'Client', dn: 'CN=Client,O=EMQ,ST=hangzhou,C=CN' },
    });
  });

  it.each(['other-client', 'expired-client'])(
    'refuses the certificate of %s, without a callback',
    async (name) => {
      await restart({ dtls: { verify: 'verify_peer' } });
      await expect(connect(presentingDtls(name))).rejects.toThrow('alert');
      await connOf(await connect());
      expect(system.handler.methods()).toEqual(['OnSocketCreated']);
    },
  );

  it('serves devices that know a key', async () => {
    const psk = { identity: 'meter', key: Buffer.alloc(16, 7) };
    await restart({ dtls: { psk: [psk] } });
    system.echo();
    const device = await connect({ psk });
    const records = recordsOf(device);
    await device.send('hello');
    await until(() => records.length === 1, 'it is echoed');
    expect(records).toEqual(['hello']);
  });

  it('has one event for each record, and one record for each Send', async () => {
    system.echo();
    const device = await connect();
    const records = recordsOf(device);
    for (const text of ['a', 'bc', 'def']) await device.send(text);
    await until(() => records.length === 3, 'all are echoed');
    expect(datagramsOf(await connOf(device))).toEqual(['a', 'bc', 'def']);
    expect(records).toEqual(['a', 'bc', 'def']);
  });

  it('takes and sends the largest record, and refuses a larger one', async () => {
    system.echo();
    const device = await connect();
    const records = recordsOf(device);
    const conn = await connOf(device);
    await device.send('x'.repeat(16_384));
    await until(() => records.length === 1, 'it is echoed');
    expect(records[0]).toHaveLength(16_384);
    const answer = await system.adapter.send(conn, Buffer.alloc(16_385));
    expect(answer).toMatchObject({ code: 'PARAMS_TYPE_ERROR', message: expect.stringContaining('16384') });
    expect(await system.adapter.send(conn, 'after')).toMatchObject({ code: 'SUCCESS' });
    await until(() => records.length === 2, 'the session goes on');
  });

  it('sends nothing for an empty Send', async () => {
    const device = await connect();
    const records = recordsOf(device);
    const conn = await connOf(device);
    expect(await system.adapter.send(conn, '')).toMatchObject({ code: 'SUCCESS' });
    await system.adapter.send(conn, 'after');
    await until(() => records.length > 0, 'what follows has come');
    expect(records).toEqual(['after']);
  });

  it('tells the handler that a device has closed, after what it sent', async () => {
    const device = await connect();
    const conn = await connOf(device);
    await device.send('last words');
    await device.close();
    const { request } = await system.handler.untilMethod('OnSocketClosed', conn);
    expect(request.reason).toBe('ssl_closed');
    expect(system.handler.methods(conn)).toEqual(['OnSocketCreated', 'OnReceivedBytes', 'OnSocketClosed']);
  });

  it('tells a device that it is closed, after what was sent before', async () => {
    const device = await connect();
    const records = recordsOf(device);
    const end = new Promise<DtlsEnd>((resolve) => {
      device.ended = resolve;
    });
    const conn = await connOf(device);
    await Promise.all([system.adapter.send(conn, 'last words'), system.adapter.call('Close', { conn })]);
    expect(await end).toEqual({ kind: 'closed' });
    expect(records).toEqual(['last words']);
    const { request } = await system.handler.untilMethod('OnSocketClosed', conn);
    expect(request.reason).toBe('normal');
  });

  it('ends the old connection of a device that begins anew from the same port', async () => {
    const device = await connect();
    const old = await connOf(device);
    await device.handshake();
    const { request } = await system.handler.untilMethod('OnSocketClosed', old);
    expect(request.reason).toBe('ssl_closed');
    await until(() => connsOf(device).length === 2, 'the new one is announced');
    const fresh = await connOf(device);
    await device.send('again');
    await until(() => datagramsOf(fresh).length === 1, 'the new one is served');
    expect(await system.adapter.send(old, 'x')).toMatchObject({ code: 'CONN_PROCESS_NOT_ALIVE' });
    expect(system.gateway.connectionCount).toBe(1);
  });

  it('drops records of a device whose handler lags behind, and serves the others', async () => {
    const device = await connect();
    const release = system.handler.hold(
      ({ method, request }) => method === 'OnReceivedBytes' && String(request.bytes) === 'first',
    );
    const conn = await connOf(device);
    await device.send('first');
    await system.handler.untilMethod('OnReceivedBytes', conn);
    for (let sent = 0; sent < 20; sent += 1) await device.send('x'.repeat(16_000));
    const other = await connect();
    await other.send('other');
    const otherConn = await connOf(other);
    await until(() => datagramsOf(otherConn).length === 1, 'the other is served');
    release();
    await device.send('after');
    await until(() => datagramsOf(conn).length > 1, 'what waited has come');
    await system.untilAnswered();
    expect(datagramsOf(conn).length).toBeLessThan(21);
  });

  it('ends a device that is silent for idle_timeout', async () => {
    await restart({ listener: { idleTimeout: 200 } });
    const conn = await connOf(await connect());
    const { request } = await system.handler.untilMethod('OnSocketClosed', conn);
    expect(request.reason).toBe('idle_timeout');
  });

  it('tells the handler and the devices the end when the gateway stops', async () => {
    const ends: DtlsEnd[] = [];
    for (const device of [await connect(), await connect()]) {
      device.ended = (end) => ends.push(end);
      await connOf(device);
    }
    await system.gateway.stop();
    expect(system.handler.methods().filter((method) => method === 'OnSocketClosed')).toHaveLength(2);
    await until(() => ends.length === 2, 'both devices have heard');
    // The port is free again.
    const next = await TestSystem.start({ dtls: {}, listener: { bind: addressOf(system) } });
    await next.stop();
  });
});

it('serves DTLS on IPv6', async () => {
  await restart({ listener: { bind: { host: '::1', port: 0 } } });
  system.echo();
  const device = await connect({ ...trustingDtls, servername: '::1' });
  const records = recordsOf(device);
  await device.send('six');
  await until(() => records.length === 1, 'it is echoed');
});

it('says which listener can not use its certificate', async () => {
  const broken = TestSystem.start({ dtls: { key: pem('client.key') } });
  await expect(broken).rejects.toMatchObject({
    code: 'TLS_UNUSABLE',
    message: expect.stringContaining("listener dtls.default: the private key can't be used for DTLS"),
  });
});

describe('the limits of a DTLS listener', () => {
  it('let in as many devices as there are places, and the next when one has gone', async () => {
    await restart({ listener: { limits: { ...limits, maxConnections: 1 } } });
    const first = await connect();
    await connOf(first);
    await expect(connect(trustingDtls, addressOf(system), 200)).rejects.toThrow('no handshake');
    expect(refusals()?.max_connections).toBeGreaterThan(0);
    // The one that is in may begin anew.
    await first.handshake();
    await first.close();
    await system.untilForgotten();
    await connOf(await connect());
  });

  it('count a handshake as a connection, until it fails', async () => {
    await restart({
      listener: { limits: { ...limits, maxConnections: 1 } },
      dtls: { handshakeTimeout: 300 },
    });
    const network = await DatagramImpairer.open(addressOf(system), { seed: 1 });
    network.admit = (datagram, towards) => towards === 'server' || datagram[13] === 3;
    opened.push({ destroy: () => network.close() });
    const dawdler = connect(trustingDtls, { host: '127.0.0.1', port: network.port }, 250).catch(String);
    await until(() => network.counts.lost > 0, 'its handshake is under way');
    await expect(connect(trustingDtls, addressOf(system), 50)).rejects.toThrow('no handshake');
    expect(refusals()?.max_connections).toBe(1);
    expect(await dawdler).toContain('no handshake');
    await connOf(await connect());
  });

  it('drop what comes from addresses that are denied', async () => {
    const accessRules = [{ permit: 'deny', from: { address: '127.0.0.0', prefix: 8 } }] as const;
    await restart({ listener: { limits: { ...limits, accessRules } } });
    await expect(connect(trustingDtls, addressOf(system), 100)).rejects.toThrow('no handshake');
    expect(refusals()?.access_denied).toBe(1);
    expect(system.gateway.connectionCount).toBe(0);
  });

  it('hold for a device that begins anew, too', async () => {
    await restart({ listener: { limits: { ...limits, connectionRate: { rate: 0.001, burst: 2 } } } });
    const device = await connect();
    await device.handshake();
    const third = device.handshake().catch(String);
    await until(() => refusals()?.max_conn_rate === 1, 'it is refused');
    device.destroy();
    await third;
  });
});

describe('the reload of a DTLS listener', () => {
  it('takes new certificates and limits, and keeps the sessions', async () => {
    await system.stop();
    let listener: Listener | undefined;
    const listen: Parts['listen'] = async (configuration, accept, environment) => {
      if (configuration.transport !== 'dtls') throw new Error('another listener was not expected');
      listener = await listenDtls(configuration, accept, environment);
      return listener;
    };
    system = await TestSystem.start({ dtls: {} }, { listen });
    system.echo();
    const device = await connect();
    const configuration = testConfiguration({
      dtls: { certificate: pem('other-client.pem'), key: pem('other-client.key') },
      listener: { limits: { ...limits, maxConnections: 2 } },
    }).listeners[0];
    if (configuration === undefined) throw new Error('there is no configuration');
    listener?.reload(configuration);
    const renewed = await connect({ verify: false });
    expect(renewed.peerCertificate?.subject).toContain('CN=Client');
    await expect(connect({ verify: false }, addressOf(system), 100)).rejects.toThrow('no handshake');
    const records = recordsOf(device);
    await device.send('still here');
    await until(() => records.length === 1, 'the old session goes on');
  });
});
