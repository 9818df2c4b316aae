import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { certificateFile, pem } from '../../../fixtures/certificates.ts';
import { writeTemporary } from '../../../fixtures/run-exproto.ts';
import { loadTls } from './load-tls.ts';
import type { TlsSettings } from './tls-settings.ts';

const folder = certificateFile('');
const now = Date.UTC(2027, 0, 1);

const settings: TlsSettings = {
  certfile: 'server.pem',
  keyfile: 'server.key',
  password: undefined,
  cacertfile: undefined,
  verify: 'verify_none',
  failIfNoPeerCert: false,
  versions: undefined,
  ciphers: undefined,
  honorCipherOrder: true,
  handshakeTimeout: 15_000,
};

function load(changes: Partial<TlsSettings> = {}) {
  return loadTls(folder, { ...settings, ...changes }, now);
}

function lines(changes: Partial<TlsSettings>): string[] {
  const { configuration, problems } = load(changes);
  expect(configuration === undefined).toBe(problems.length > 0);
  return problems.map(({ key, text }) => `${key}${text}`);
}

describe('loadTls', () => {
  it('reads the files that are named', () => {
    const changes = { cacertfile: 'ca.pem', verify: 'verify_peer', failIfNoPeerCert: true } as const;
    expect(load(changes)).toEqual({
      configuration: {
        files: { certfile: 'server.pem', keyfile: 'server.key', cacertfile: 'ca.pem' },
        certificate: pem('server.pem'),
        key: pem('server.key'),
        certificateAuthorities: pem('ca.pem'),
        verify: 'verify_peer',
        failIfNoPeerCert: true,
        versions: ['tlsv1.2', 'tlsv1.3'],
        honorCipherOrder: true,
        handshakeTimeout: 15_000,
      },
      problems: [],
      warnings: [],
    });
  });

  it('opens an encrypted key', () => {
    const { configuration } = load({ keyfile: 'server-encrypted.key', password: 'exproto' });
    expect(configuration).toMatchObject({ key: pem('server-encrypted.key'), password: 'exproto' });
  });

  it('reads a file with an absolute name', () => {
    expect(lines({ certfile: certificateFile('server.pem') })).toEqual([]);
  });

  it.each([
    [['TLS_AES_128_GCM_SHA256'], ['tlsv1.3']],
    [['ECDHE-ECDSA-AES128-GCM-SHA256'], ['tlsv1.2']],
    [undefined, ['tlsv1.2', 'tlsv1.3']],
  ])('offers with the ciphers %j the versions %j', (ciphers, versions) => {
    expect(load({ ciphers }).configuration?.versions).toEqual(versions);
  });

  it('warns of dates that have passed, or have not come', () => {
    const expired = load({ certfile: 'expired-server.pem', keyfile: 'expired-server.key' });
    expect(expired.configuration).toBeDefined();
    expect(expired.warnings).toEqual([
      {
        key: 'certfile',
        text: ' is "expired-server.pem": the certificate expired on 2021-01-01, devices that check it will not connect: renew it',
      },
    ]);
    const early = loadTls(folder, settings, 0).warnings;
    expect(early[0]?.text).toMatch(/: the certificate is not valid before 2026-01-01, /);
  });
});

describe('what cannot be used', () => {
  it.each<[string, Partial<TlsSettings>, string]>([
    [
      'a missing certificate',
      { certfile: 'none.pem' },
      `certfile is "none.pem": there is no such file at ${certificateFile('none.pem')}, expected a PEM file with a certificate`,
    ],
    [
      'a folder',
      { keyfile: '.' },
      `keyfile is ".": it is a directory at ${dirname(certificateFile('x'))}, expected a PEM file with the private key of the certificate`,
    ],
    [
      'a key for a certificate',
      { certfile: 'server.key' },
      'certfile is "server.key": it holds no certificate, expected PEM that begins with -----BEGIN CERTIFICATE-----',
    ],
    [
      'a certificate for a key',
      { keyfile: 'server.pem' },
      'keyfile is "server.pem": it holds no private key, expected PEM that begins with -----BEGIN PRIVATE KEY-----',
    ],
    [
      'the key of another',
      { keyfile: 'client.key' },
      'keyfile is "client.key": the key does not fit the certificate, expected the private key of the certificate in "server.pem"',
    ],
    [
      'an encrypted key without its password',
      { keyfile: 'server-encrypted.key' },
      'keyfile is "server-encrypted.key": the key is encrypted, add its password',
    ],
    [
      'another password',
      { keyfile: 'server-encrypted.key', password: 'hunter2' },
      'password is not valid: it does not open the key in keyfile, expected the one it was encrypted with',
    ],
    [
      'no authorities',
      { verify: 'verify_peer' },
      "cacertfile is missing: expected the file of the authorities of the devices' certificates with verify_peer",
    ],
    [
      'a demand that nobody checks',
      { failIfNoPeerCert: true },
      'fail_if_no_peer_cert is true: no device is asked for a certificate, set verify to verify_peer',
    ],
    [
      'a version without a cipher',
      { versions: ['tlsv1.2'], ciphers: ['TLS_AES_128_GCM_SHA256'] },
      'ciphers is a list: none is for tlsv1.2, add one such as ECDHE-ECDSA-AES128-GCM-SHA256, or leave the version out',
    ],
  ])('%s', (_, changes, line) => {
    expect(lines(changes)).toEqual([line]);
  });

  it('a file that is damaged', () => {
    const broken = writeTemporary('broken.pem', pem('server.pem').replace(/^MI.{8}/m, 'MIIAAAAAAA'));
    expect(lines({ certfile: broken })[0]).toMatch(
      /^certfile is ".*: a certificate in it is damaged, expected /,
    );
    writeFileSync(broken, pem('server.key').replace(/^MI.{8}/m, 'MIIAAAAAAA'));
    expect(lines({ keyfile: broken })[0]).toMatch(/^keyfile is ".*: the key is damaged, expected /);
  });

  it('is told all at once', () => {
    expect(lines({ certfile: 'a', keyfile: 'b', cacertfile: 'c', failIfNoPeerCert: true })).toHaveLength(4);
  });
});
