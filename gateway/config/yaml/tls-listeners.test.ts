import { describe, expect, it } from 'vitest';
import { certificateFile, pem } from '../../../fixtures/certificates.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { readYaml } from './read-yaml.ts';

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

describe('a TLS listener', () => {
  it('has the keys of a TCP listener and its own', () => {
    const text = `
listeners:
  tcp: {a: {bind: 1}}
  tls:
    a:
      bind: 2
      idle_timeout: 0
      handler: {url: http://h:2}
      tls:
        certfile: server.pem
        keyfile: server-encrypted.key
        password: exproto
        cacertfile: ca.pem
        verify: verify_peer
        fail_if_no_peer_cert: true
        versions: [tlsv1.3]
        ciphers: [tls_aes_128_gcm_sha256]
        honor_cipher_order: false
        handshake_timeout: 3s
`;
    const { configuration, warnings } = readYaml(file, text);
    expect(warnings).toEqual([]);
    expect(configuration.listeners).toMatchObject([
      { name: 'a', transport: 'tcp', bind: { port: 1 } },
      {
        name: 'a',
        transport: 'tls',
        bind: { port: 2 },
        idleTimeout: 0,
        handler: { url: 'http://h:2' },
        tls: {
          certificate: pem('server.pem'),
          key: pem('server-encrypted.key'),
          password: 'exproto',
          certificateAuthorities: pem('ca.pem'),
          verify: 'verify_peer',
          failIfNoPeerCert: true,
          versions: ['tlsv1.3'],
          ciphers: ['TLS_AES_128_GCM_SHA256'],
          honorCipherOrder: false,
          handshakeTimeout: 3_000,
        },
      },
    ]);
  });

  it('asks devices for nothing unless it is told to', () => {
    const text = 'listeners: {tls: {a: {bind: 1, tls: {certfile: server.pem, keyfile: server.key}}}}';
    expect(readYaml(file, text).configuration.listeners).toMatchObject([
      {
        tls: {
          verify: 'verify_none',
          failIfNoPeerCert: false,
          honorCipherOrder: true,
          handshakeTimeout: 15_000,
        },
      },
    ]);
  });

  it('has a warning with its line for a certificate that expired', () => {
    const text =
      'listeners:\n  tls:\n    a:\n      bind: 1\n      tls:\n        certfile: expired-server.pem\n        keyfile: expired-server.key\n';
    expect(readYaml(file, text).warnings).toEqual([
      expect.stringMatching(
        /gateway\.yaml:6: listeners\.tls\.a\.tls\.certfile is "expired-server\.pem": the /,
      ),
    ]);
  });

  it.each([
    ['{}', '1: listeners.tls.a.tls.certfile is missing: expected a text'],
    [
      '{certfile: server.pem, keyfile: client.key}',
      '1: listeners.tls.a.tls.keyfile is "client.key": the key does not fit the certificate, ',
    ],
    [
      '{certfile: a, keyfile: server.key}',
      '1: listeners.tls.a.tls.certfile is "a": there is no such file at ',
    ],
    [
      '{certfile: a, keyfile: b, versions: []}',
      '1: listeners.tls.a.tls.versions is a list: expected at least one version',
    ],
    [
      '{certfile: a, keyfile: b, versions: [tlsv1.1]}',
      '1: listeners.tls.a.tls.versions[0] is "tlsv1.1": expected tlsv1.2 or tlsv1.3',
    ],
    [
      '{certfile: a, keyfile: b, ciphers: [ECDHE-ECDSA-AES128-GCM-SHA255]}',
      '1: listeners.tls.a.tls.ciphers[0] is "ECDHE-ECDSA-AES128-GCM-SHA255": expected a cipher of OpenSSL, such as ECDHE-ECDSA-AES128-GCM-SHA256',
    ],
    [
      '{certfile: a, keyfile: b, verify: maybe}',
      '1: listeners.tls.a.tls.verify is "maybe": expected verify_peer or verify_none',
    ],
    [
      '{certfile: a, keyfile: b, certfle: c}',
      '1: unknown key listeners.tls.a.tls.certfle: did you mean certfile? expected one of certfile, ',
    ],
  ])('with %s is refused', (tls, problem) => {
    expect(problemsOf(`listeners: {tls: {a: {bind: 1, tls: ${tls}}}}`)[0]).toContain(problem);
  });

  it('cannot share an address with a TCP listener', () => {
    const text =
      'listeners:\n  tcp: {a: {bind: 1}}\n  tls: {a: {bind: 1, tls: {certfile: server.pem, keyfile: server.key}}}';
    expect(problemsOf(text)).toEqual([
      '3: listeners.tls.a.bind is 0.0.0.0:1: 0.0.0.0:1 is taken by listeners.tcp.a.bind, expected another port',
    ]);
  });
});
