import { describe, expect, it } from 'vitest';
import { testSuite } from '../../../fixtures/test-world.ts';
import type { Need } from '../../rules/rule.ts';
import { declares } from './declares.ts';
import type { EncryptedListener, Target } from './target.ts';

const address = { host: '127.0.0.1', port: 1 };
const device = { certificate: 'certificate', key: 'key' };
const plain = testSuite().target;

function encrypted(change: Partial<EncryptedListener>, other: Partial<Target> = {}): Target {
  return { ...plain, listeners: { ssl: { address, deviceCertificates: 'ignored', ...change } }, ...other };
}

describe('declares', () => {
  it.each<[Need, Target]>([
    ['verify: verify_peer', encrypted({ deviceCertificates: 'asked for', device })],
    ['fail_if_no_peer_cert: true', encrypted({ deviceCertificates: 'demanded', device })],
    ['handshake_timeout', encrypted({ handshakeTimeout: 1 })],
    [
      'refusals.certificate',
      encrypted({ deviceCertificates: 'asked for' }, { refusals: { certificate: device } }),
    ],
  ])('%s where a listener does, and only on its transport', (need, target) => {
    expect(declares(target, 'ssl', need)).toBe(true);
    expect(declares(target, 'dtls', need)).toBe(false);
    expect(declares(encrypted({}), 'ssl', need)).toBe(false);
  });

  it('no refused certificate where nobody asks for one', () => {
    const target = encrypted({}, { refusals: { certificate: device } });
    expect(declares(target, 'ssl', 'refusals.certificate')).toBe(false);
  });

  it.each<Need>(['limited.connections', 'limited.connection_rate', 'limited.throughput', 'limited.denied'])(
    '%s',
    (need) => {
      const limited = {
        connections: { address, largest: 2 },
        connectionRate: { address, perSecond: 1 },
        throughput: { address, bytesPerSecond: 1_024 },
        denied: { address },
      };
      const target = { ...plain, listeners: { ...plain.listeners, tcp: { address, limited } } };
      expect(declares(target, 'tcp', need)).toBe(true);
      expect(declares(target, 'udp', need)).toBe(false);
      expect(declares(plain, 'tcp', need)).toBe(false);
    },
  );

  it('a short idle_timeout on UDP', () => {
    const target = { ...plain, listeners: { udp: { address, idle: { address, timeout: 1 } } } };
    expect(declares(target, 'udp', 'listeners.udp.idle')).toBe(true);
    expect(declares(target, 'tcp', 'listeners.udp.idle')).toBe(false);
    expect(declares(plain, 'udp', 'listeners.udp.idle')).toBe(false);
  });
});
