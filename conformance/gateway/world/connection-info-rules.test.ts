import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { socketCreated } from '../../../fixtures/callbacks.ts';
import { pem } from '../../../fixtures/certificates.ts';
import { SilentListener } from '../../../fixtures/silent-listener.ts';
import { testSuite, testWorld, verdictOf } from '../../../fixtures/test-world.ts';
import type { RuleId } from '../../rules/catalogue.ts';
import { judgeConnectionInfo } from './connection-info-rules.ts';
import { LiveConnection } from './live-connection.ts';

let listener: SilentListener;
let live: LiveConnection;

beforeEach(async () => {
  listener = await SilentListener.open();
  live = await testWorld(testSuite(listener.address)).connect('c1', 'answer');
});

afterEach(async () => {
  live.world.abandon();
  await listener.close();
});

/** The gateway announces the connection with what is right, but for these changes. */
async function announce(change: Parameters<typeof socketCreated>[2] = {}, conn = 'conn'): Promise<void> {
  const { port } = live.device.localAddress;
  live.conn = conn;
  await live.receive(socketCreated(conn, port, { sockname: listener.address, ...change }));
  judgeConnectionInfo(live);
}

describe('conninfo', () => {
  it.each<[RuleId, string, Parameters<typeof socketCreated>[2]]>([
    ['EXP-CONN-011', 'its peername has another port', { peername: { host: '127.0.0.1', port: 1 } }],
    ['EXP-CONN-011', 'it has no peername', { peername: null }],
    ['EXP-CONN-012', 'its sockname has another port', { sockname: { host: '127.0.0.1', port: 1 } }],
    ['EXP-CONN-012', 'it has no sockname', { sockname: null }],
    ['EXP-CONN-013', 'its socktype is another', { socktype: 'SSL' }],
    ['EXP-CONN-014', 'it has a certificate', { peercert: { cn: 'device', dn: 'CN=device' } }],
  ])('breaks %s when %s', async (rule, _, change) => {
    await announce(change);
    expect(verdictOf(live.world, rule)).toBe('broken');
  });

  it('breaks EXP-CONN-008 when its conn is empty', async () => {
    await announce({}, '');
    expect(verdictOf(live.world, 'EXP-CONN-008')).toBe('broken');
  });

  it('breaks a rule when it is missing altogether', async () => {
    await live.receive({ method: 'OnSocketCreated', request: { conn: 'conn', conninfo: null } });
    judgeConnectionInfo(live);
    expect(verdictOf(live.world, 'EXP-CONN-011')).toBe('broken');
  });

  it.each<RuleId>(['EXP-CONN-008', 'EXP-CONN-011', 'EXP-CONN-012', 'EXP-CONN-013', 'EXP-CONN-014'])(
    'keeps %s when all is right',
    async (rule) => {
      await announce();
      expect(verdictOf(live.world, rule)).toBe('held');
    },
  );
});

describe('conninfo of a device on UDP', () => {
  beforeEach(async () => {
    live.world.abandon();
    live = await testWorld(testSuite(listener.address, undefined, 'udp')).connect('c1', 'answer');
  });

  it.each<['held' | 'broken', string, Parameters<typeof socketCreated>[2]]>([
    ['held', 'is on UDP', { socktype: 'UDP' }],
    ['broken', 'is said to be on TCP', {}],
  ])('%s EXP-CONN-013 when it %s', async (verdict, _, change) => {
    await announce(change);
    expect(verdictOf(live.world, 'EXP-CONN-013')).toBe(verdict);
  });

  it('may name a listener on all addresses', async () => {
    await announce({ socktype: 'UDP', sockname: { ...listener.address, host: '0.0.0.0' } });
    expect(verdictOf(live.world, 'EXP-CONN-012')).toBe('held');
  });

  it('has to name its port all the same', async () => {
    await announce({ socktype: 'UDP', sockname: { host: '0.0.0.0', port: 1 } });
    expect(verdictOf(live.world, 'EXP-CONN-012')).toBe('broken');
  });
});

describe('conninfo of a device with a certificate', () => {
  const dn = 'CN=Client,O=EMQ,ST=hangzhou,C=CN';

  beforeEach(() => {
    const { world, device } = live;
    const address = listener.address;
    const certificate = { certificate: pem('client.pem'), key: pem('client.key') };
    const ssl = { address, device: certificate, deviceCertificates: 'asked for' } as const;
    const suite = {
      ...world.suite,
      transport: 'ssl',
      target: { ...world.suite.target, listeners: { ssl } },
    } as const;
    live = new LiveConnection('c1', testWorld(suite));
    live.device = device;
  });

  it.each<['held' | 'broken', Parameters<typeof socketCreated>[2]]>([
    ['held', { peercert: { cn: 'Client', dn } }],
    ['held', { peercert: { cn: 'Client', dn: dn.replaceAll(',', ', ') } }],
    ['broken', { peercert: { cn: 'client', dn } }],
    ['broken', { peercert: { cn: 'Client', dn: 'C=CN,ST=hangzhou,O=EMQ,CN=Client' } }],
    ['broken', { peercert: null }],
  ])('%s EXP-TLS-006 by %j', async (verdict, change) => {
    await announce({ socktype: 'SSL', ...change });
    expect(verdictOf(live.world, 'EXP-TLS-006')).toBe(verdict);
  });
});
