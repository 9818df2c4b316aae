import { describe, expect, it } from 'vitest';
import { certificateFile, pem } from '../../../fixtures/certificates.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { readYaml } from './read-yaml.ts';
import { writeYaml } from './write-yaml.ts';

const file = certificateFile('gateway.yaml');

function problemsOf(text: string): readonly string[] {
  try {
    readYaml(file, text);
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.problems.map((line) => line.replace(`${file}:`, ''));
    throw error;
  }
  return [];
}

const whole = `
listeners:
  dtls:
    a:
      bind: 2
      idle_timeout: 0
      max_connections: 7
      dtls:
        certfile: server.pem
        keyfile: server-encrypted.key
        password: exproto
        cacertfile: ca.pem
        verify: verify_peer
        fail_if_no_peer_cert: true
        ciphers: [ecdhe-ecdsa-aes128-gcm-sha256, PSK-AES128-CCM8, "@SECLEVEL=0"]
        psk: [{identity: meter, key: 00ff10}]
        handshake_timeout: 3s
        mtu: 600
`;

describe('a DTLS listener', () => {
  it('has the keys of a UDP listener and its own', () => {
    const { configuration, warnings } = readYaml(file, whole);
    expect(warnings).toEqual([]);
    expect(configuration.listeners).toMatchObject([
      {
        name: 'a',
        transport: 'dtls',
        bind: { port: 2 },
        idleTimeout: 0,
        limits: { maxConnections: 7 },
        dtls: {
          certificate: pem('server.pem'),
          key: pem('server-encrypted.key'),
          password: 'exproto',
          certificateAuthorities: pem('ca.pem'),
          verify: 'verify_peer',
          failIfNoPeerCert: true,
          ciphers: ['ECDHE-ECDSA-AES128-GCM-SHA256', 'PSK-AES128-CCM8', '@SECLEVEL=0'],
          psk: [{ identity: 'meter', key: Buffer.from([0, 255, 16]) }],
          handshakeTimeout: 3_000,
          mtu: 600,
        },
      },
    ]);
  });

  it('is written as it was read', () => {
    const { configuration } = readYaml(file, whole);
    expect(readYaml(file, writeYaml(configuration, 'written')).configuration).toEqual(configuration);
  });

  it('is shown without its secrets', () => {
    const shown = writeYaml(readYaml(file, whole).configuration, 'hidden');
    expect(shown).toContain('identity: meter');
    expect(shown).not.toMatch(/00ff10|exproto$/m);
  });

  it('needs no certificate beside pre-shared keys', () => {
    const text = 'listeners: {dtls: {a: {bind: 1, dtls: {psk: [{identity: m, key: ab}]}}}}';
    const { configuration } = readYaml(file, text);
    expect(configuration.listeners).toMatchObject([
      { dtls: { verify: 'verify_none', handshakeTimeout: 30_000, mtu: 1_400 } },
    ]);
    expect(readYaml(file, writeYaml(configuration, 'written')).configuration).toEqual(configuration);
  });

  it('has a warning with its line for a certificate that expired', () => {
    const text =
      'listeners:\n  dtls:\n    a:\n      bind: 1\n      dtls:\n        certfile: expired-server.pem\n        keyfile: expired-server.key\n';
    expect(readYaml(file, text).warnings).toEqual([
      expect.stringMatching(
        /gateway\.yaml:6: listeners\.dtls\.a\.dtls\.certfile is "expired-server\.pem": the /,
      ),
    ]);
  });

  it.each([
    ['{}', '1: listeners.dtls.a.dtls.certfile is missing: expected the name of a PEM file, or psk'],
    ['{certfile: server.pem}', '1: listeners.dtls.a.dtls.keyfile is missing: expected the name'],
    [
      '{psk: [{identity: m, key: ab}], verify: verify_peer}',
      '1: listeners.dtls.a.dtls.certfile is missing: expected the name of a PEM file, or psk and no key of certificates',
    ],
    [
      '{psk: [{identity: m, key: ab}, {identity: m, key: cd}]}',
      '1: listeners.dtls.a.dtls.psk is not valid: expected each identity once',
    ],
    [
      '{psk: [{identity: m, key: secret}]}',
      '1: listeners.dtls.a.dtls.psk[0].key is not valid: expected 1 to 256 bytes in hexadecimal',
    ],
    [
      '{psk: [{identity: "", key: ab}]}',
      '1: listeners.dtls.a.dtls.psk[0].identity is not valid: expected a text',
    ],
    ['{psk: []}', '1: listeners.dtls.a.dtls.psk is a list: expected at least one key'],
    [
      '{certfile: server.pem, keyfile: client.key}',
      '1: listeners.dtls.a.dtls.keyfile is "client.key": the key does not fit the certificate, ',
    ],
    [
      '{certfile: server.pem, keyfile: server.key, verify: verify_peer}',
      '1: listeners.dtls.a.dtls.cacertfile is missing',
    ],
    ['{mtu: 200}', '1: listeners.dtls.a.dtls.mtu is 200: expected a number of bytes from 256 to 16384'],
    [
      '{ciphers: [TLS_AES_128_GCM_SHA256]}',
      '1: listeners.dtls.a.dtls.ciphers[0] is "TLS_AES_128_GCM_SHA256": expected a cipher of DTLS 1.2',
    ],
    ['{versions: [tlsv1.2]}', '1: unknown key listeners.dtls.a.dtls.versions: expected one of certfile, '],
  ])('with %s is refused', (dtls, problem) => {
    expect(problemsOf(`listeners: {dtls: {a: {bind: 1, dtls: ${dtls}}}}`)[0]).toContain(problem);
  });

  it('cannot share an address with a UDP listener', () => {
    const text =
      'listeners:\n  udp: {a: {bind: 1}}\n  dtls: {a: {bind: 1, dtls: {certfile: server.pem, keyfile: server.key}}}';
    expect(problemsOf(text)).toEqual([
      '3: listeners.dtls.a.bind is 0.0.0.0:1: 0.0.0.0:1 is taken by listeners.udp.a.bind, expected another port',
    ]);
  });
});
