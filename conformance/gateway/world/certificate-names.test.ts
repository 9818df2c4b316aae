import { describe, expect, it } from 'vitest';
import { pem } from '../../../fixtures/certificates.ts';
import { namesOf } from './certificate-names.ts';

describe('namesOf', () => {
  it('has the most specific part first, as RFC 4514 writes it', () => {
    expect(namesOf(pem('client.pem'))).toEqual({
      commonName: 'Client',
      distinguishedName: 'CN=Client,O=EMQ,ST=hangzhou,C=CN',
    });
  });

  it('says nothing of names that can be written in several ways', () => {
    expect(namesOf(pem('odd-client.pem'))).toEqual({ commonName: undefined, distinguishedName: undefined });
  });
});
