import { randomBytes } from 'node:crypto';
import type { ConnectionOptions } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pem, presenting, trusting } from '../../fixtures/certificates.ts';
import { Device } from '../../fixtures/device.ts';
import { RecordingLog } from '../../fixtures/recording-log.ts';
import { TestSystem } from '../../fixtures/test-system.ts';
import { until } from '../../fixtures/until.ts';
import type { TlsConfiguration, TlsVersion } from '../config/tls-configuration.ts';

async function start(
  tls: Partial<TlsConfiguration> = {},
  credentials: ConnectionOptions = trusting,
): Promise<TestSystem> {
  const system = await TestSystem.start({ tls });
  onTestFinished(() => system.stop());
  system.credentials = credentials;
  return system;
}

/** What becomes of a device: the handshake of TLS 1.3 is over for it before it is for the gateway. */
async function outcome(system: TestSystem): Promise<'served' | 'refused'> {
  const device = await system.connectUnseen().catch(() => undefined);
  if (device === undefined) return 'refused';
  const created = system.handler.untilMethod('OnSocketCreated').then(() => 'served' as const);
  created.catch(() => undefined);
  return Promise.race([created, device.ended.then(() => 'refused' as const)]);
}

const mutual = { verify: 'verify_peer', failIfNoPeerCert: true } as const;
const optional = { verify: 'verify_peer', failIfNoPeerCert: false } as const;

describe.each([['TLSv1.2'], ['TLSv1.3']] as const)('a device on %s', (version) => {
  it('gets its bytes back from a handler that echoes, 1 MB both ways', async () => {
    const system = await start({}, { ...trusting, maxVersion: version });
    system.echo();
    const { device, conn } = await system.connect();
    const bytes = randomBytes(1024 * 1024);
    await device.write(bytes);
    device.end();
    await device.ended;
    expect(Buffer.from(device.received, 'latin1').equals(bytes)).toBe(true);
    const closed = await system.handler.untilMethod('OnSocketClosed', conn);
    expect(closed.request.reason).toBe('ssl_closed');
  });

  it.each([
    ['no certificate', trusting, 'refused', 'served'],
    ['its certificate', presenting('client'), 'served', 'served'],
    ["a certificate of another's", presenting('other-client'), 'refused', 'refused'],
    ['an expired certificate', presenting('expired-client'), 'refused', 'refused'],
  ] as const)(
    'with %s, where one is needed and where one is asked for',
    async (_, options, needed, asked) => {
      const credentials = { ...options, maxVersion: version };
      for (const [tls, expected] of [[mutual, needed] as const, [optional, asked] as const]) {
        const system = await start(tls, credentials);
        expect(await outcome(system)).toBe(expected);
        await system.untilAnswered();
        expect(system.handler.methods()).toEqual(expected === 'served' ? ['OnSocketCreated'] : []);
      }
    },
  );

  it('has a certificate in its conninfo when it presents one, also in a session that it resumes', async () => {
    const system = await start(optional, { ...presenting('client'), maxVersion: version });
    const sessions: Buffer[] = [];
    const [{ address } = { address: { host: '', port: 0 } }] = system.gateway.listeners;
    const first = await Device.connectTls(address, system.credentials, (session) => sessions.push(session));
    await expect.poll(() => sessions.length).toBeGreaterThan(0);
    first.end();
    await first.ended;
    system.credentials = { ...system.credentials, session: sessions[0] };
    const { device } = await system.connect();
    device.end();
    await device.ended;
    const created = system.handler.callbacks.filter(({ method }) => method === 'OnSocketCreated');
    const peercert = { cn: 'Client', dn: 'CN=Client,O=EMQ,ST=hangzhou,C=CN' };
    expect(created).toHaveLength(2);
    for (const { request } of created) {
      expect(request.conninfo).toMatchObject({ socktype: 'SSL', peercert });
    }
  });
});

describe('conninfo', () => {
  it.each([
    ['::1', '::1', '::1'],
    ['::', '127.0.0.1', '127.0.0.1'],
  ])('of a listener at %s has the address of a device that connects to %s', async (bind, host, shown) => {
    const system = await TestSystem.start({ tls: {}, listener: { bind: { host: bind, port: 0 } } });
    onTestFinished(() => system.stop());
    const { port } = system.gateway.listeners[0]?.address ?? { port: 0 };
    const device = await Device.connectTls({ host, port }, trusting);
    onTestFinished(() => device.destroy());
    const { request } = await system.handler.untilMethod('OnSocketCreated');
    expect(request.conninfo).toMatchObject({
      peername: { host: shown, port: device.port },
      sockname: { host: shown, port },
    });
  });

  it('has no certificate of a device that is not asked for one', async () => {
    const system = await start({}, presenting('client'));
    const { device } = await system.connect();
    const { request } = await system.handler.untilMethod('OnSocketCreated');
    expect(request.conninfo).toMatchObject({
      socktype: 'SSL',
      peername: { host: '127.0.0.1', port: device.port },
      sockname: system.gateway.listeners[0]?.address,
      peercert: null,
    });
  });

  it('has an odd name as RFC 4514 writes it', async () => {
    const system = await start(mutual, presenting('odd-client'));
    await system.connect();
    const { request } = await system.handler.untilMethod('OnSocketCreated');
    expect(request.conninfo).toMatchObject({
      peercert: {
        cn: '#1 pump',
        dn: '1.3.6.1.4.1.99999.1=42,CN=\\#1 pump+OU=\\ north\\ ,O=Müller\\, Sons \\+ \\"Co\\",C=CN',
      },
    });
  });
});

describe('versions', () => {
  it.each([
    [['tlsv1.2'], 'TLSv1.2', 'TLSv1.3'],
    [['tlsv1.3'], 'TLSv1.3', 'TLSv1.2'],
  ] as const)('of only %j leave out the other', async (versions: readonly TlsVersion[], offered, other) => {
    const system = await start({ versions }, { ...trusting, minVersion: other, maxVersion: other });
    expect(await outcome(system)).toBe('refused');
    system.credentials = { ...trusting, minVersion: offered, maxVersion: offered };
    expect(await outcome(system)).toBe('served');
  });
});

describe('ciphers', () => {
  const names = ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-AES128-GCM-SHA256'] as const;

  it('that the listener does not offer are refused', async () => {
    const system = await start({ ciphers: [names[0]], versions: ['tlsv1.2'] });
    system.credentials = { ...trusting, ciphers: names[1] };
    expect(await outcome(system)).toBe('refused');
    system.credentials = { ...trusting, ciphers: names[0] };
    expect(await outcome(system)).toBe('served');
  });

  it.each([
    [true, names[0]],
    [false, names[1]],
  ])('are chosen by the order of the listener: %s', async (honorCipherOrder, chosen) => {
    const system = await start({ ciphers: names, versions: ['tlsv1.2'], honorCipherOrder });
    system.credentials = { ...trusting, ciphers: names.toReversed().join(':') };
    expect((await system.connectUnseen()).cipher).toBe(chosen);
  });
});

describe('a key', () => {
  it('may be encrypted', async () => {
    await (await start({ key: pem('server-encrypted.key'), password: 'exproto' })).proveAlive();
  });

  it.each([
    ['of another certificate', { key: pem('client.key') }],
    ['behind another password', { key: pem('server-encrypted.key'), password: 'wrong' }],
  ])('%s is an error of the listener', async (_, tls) => {
    const started = TestSystem.start({ tls });
    await expect(started).rejects.toMatchObject({
      code: 'TLS_UNUSABLE',
      message: expect.stringMatching(/^listener tls\.default: its certificate, key, /),
    });
  });
});

describe('a handshake', () => {
  async function raw(system: TestSystem): Promise<Device> {
    const [listener] = system.gateway.listeners;
    if (listener === undefined) throw new Error('the gateway has no listener');
    const device = await Device.connect(listener.address);
    onTestFinished(() => device.destroy());
    return device;
  }

  it('that never comes is waited for no longer than its timeout, and nobody is told', async () => {
    const system = await start({ handshakeTimeout: 100 });
    const begun = performance.now();
    await (await raw(system)).ended;
    expect(performance.now() - begun).toBeGreaterThan(90);
    await system.proveAlive();
    expect(system.handler.methods()).toEqual(['OnSocketCreated', 'OnReceivedBytes']);
  });

  it('that dribbles is waited for no longer', async () => {
    const system = await start({ handshakeTimeout: 200 });
    const device = await raw(system);
    // The beginning of a ClientHello that says it is long.
    await device.write(Buffer.from('160301020001', 'hex'));
    const dribble = setInterval(() => void device.write('\0').catch(() => undefined), 20);
    onTestFinished(() => clearInterval(dribble));
    const begun = performance.now();
    await device.ended;
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(system.handler.methods()).toEqual([]);
  });

  it.each([
    ['garbage', randomBytes(1000)],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a reset', undefined],
  ])('that is %s ends its device only', async (_, bytes) => {
    const system = await start();
    const device = await raw(system);
    if (bytes === undefined) device.reset();
    else await device.write(bytes);
    await device.ended;
    await system.proveAlive();
    expect(system.handler.methods()).toEqual(['OnSocketCreated', 'OnReceivedBytes']);
  });

  it.each([
    ['before it began', ''],
    ['in its middle', '160301020001'],
  ])('whose device half-closes %s is over at once, and nobody is told', async (_, begun) => {
    const log = new RecordingLog();
    const system = await TestSystem.start({ tls: { handshakeTimeout: 60_000 } }, { log });
    onTestFinished(() => system.stop());
    const device = await raw(system);
    if (begun !== '') await device.write(Buffer.from(begun, 'hex'));
    device.end();
    await device.ended;
    await until(() => log.of('info').includes('a TLS handshake failed'), 'the log tells');
    expect(system.handler.methods()).toEqual([]);
  });

  it('that is not done when the gateway stops is cut off', async () => {
    const system = await start();
    const device = await raw(system);
    await system.proveAlive();
    const begun = performance.now();
    await system.gateway.stop();
    await device.ended;
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
