import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { foreignDevice, ownAuthority, ownDevice, ownServer } from './own-certificates.ts';

const authority = new X509Certificate(ownAuthority);

describe('the certificates of our own gateway', () => {
  it.each([
    ['server', ownServer, true],
    ['device', ownDevice, true],
    ['device that is not trusted', foreignDevice, false],
  ])('has one for a %s, with its key', (_, { certificate, key }, isTrusted) => {
    const read = new X509Certificate(certificate);
    expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(read.verify(authority.publicKey)).toBe(isTrusted);
  });

  it('are good for years', () => {
    for (const { certificate } of [ownServer, ownDevice])
      expect(new Date(new X509Certificate(certificate).validTo).getFullYear()).toBeGreaterThan(2040);
  });
});
