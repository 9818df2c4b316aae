import { describe, expect, it } from 'vitest';
import { testSuite } from '../../../fixtures/test-world.ts';
import type { Listeners } from '../target/target.ts';
import { type ConnectionInfo, transportNamed } from './listener-named.ts';

const at = (port: number) => ({ address: { host: '127.0.0.1', port } });
const encrypted = (port: number) => ({ ...at(port), deviceCertificates: 'ignored' as const });

function named(listeners: Listeners, port: number | undefined, socktype: ConnectionInfo['socktype']) {
  const sockname = port === undefined ? null : { host: '127.0.0.1', port };
  return transportNamed(
    { ...testSuite().target, listeners },
    { socktype, sockname, peername: null, peercert: null },
  );
}

describe('transportNamed', () => {
  const apart = { tcp: at(1), ssl: encrypted(2), udp: { ...at(3), idle: { ...at(4), timeout: 1 } } };

  it.each([
    [1, 'tcp'],
    [2, 'ssl'],
    [3, 'udp'],
    [4, 'udp'],
  ] as const)('knows the listener by its port %i', (port, transport) => {
    expect(named(apart, port, 'DTLS')).toBe(transport);
  });

  it('knows listeners with limits', () => {
    const limited = {
      connections: { ...at(5), largest: 2 },
      connectionRate: { ...at(6), perSecond: 1 },
      throughput: { ...at(7), bytesPerSecond: 1_024 },
      denied: at(8),
    };
    for (const port of [5, 6, 7, 8])
      expect(named({ ...apart, tcp: { ...at(1), limited } }, port, 'DTLS')).toBe('tcp');
  });

  it('asks socktype where two listeners have the same port', () => {
    const shared = { tcp: at(1), dtls: encrypted(1) };
    expect(named(shared, 1, 'TCP')).toBe('tcp');
    expect(named(shared, 1, 'DTLS')).toBe('dtls');
    expect(named(shared, 1, 'SSL')).toBeUndefined();
  });

  it('does not know a port that is no listener', () => {
    expect(named(apart, 9, 'TCP')).toBeUndefined();
    expect(named(apart, undefined, 'TCP')).toBeUndefined();
  });
});
