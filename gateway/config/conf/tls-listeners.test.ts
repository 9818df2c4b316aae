import { describe, expect, it } from 'vitest';
import { certificateFile, pem } from '../../../fixtures/certificates.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { readConf } from './read-conf.ts';

const file = certificateFile('exproto.conf');
const name = 'exproto.listener.a';
const opened = `exproto.server.http.port = 9100
${name} = ssl://0.0.0.0:7993
${name}.connection_handler_url = http://127.0.0.1:9001
`;
const small = `${opened}${name}.certfile = server.pem
${name}.keyfile = server.key
`;

function problemsOf(text: string): readonly string[] {
  try {
    readConf(file, text);
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.problems.map((line) => line.replace(`${file}:`, ''));
    throw error;
  }
  return [];
}

function warningsOf(text: string): readonly string[] {
  return readConf(file, text).warnings.map((line) => line.replace(`${file}:`, ''));
}

describe('a listener on ssl://', () => {
  it('has the certificates and the rules of the file', () => {
    const text = `${small}${name}.cacertfile = ca.pem
${name}.verify = verify_peer
${name}.fail_if_no_peer_cert = true
${name}.tls_versions = tlsv1.3,tlsv1.2
${name}.ciphers = TLS_AES_128_GCM_SHA256,ECDHE-ECDSA-AES128-GCM-SHA256
${name}.honor_cipher_order = off
`;
    const { configuration, warnings } = readConf(file, text);
    expect(warnings).toEqual([]);
    expect(configuration.listeners).toMatchObject([
      {
        name: 'a',
        transport: 'tls',
        bind: { host: '0.0.0.0', port: 7993 },
        tls: {
          certificate: pem('server.pem'),
          key: pem('server.key'),
          certificateAuthorities: pem('ca.pem'),
          verify: 'verify_peer',
          failIfNoPeerCert: true,
          versions: ['tlsv1.3', 'tlsv1.2'],
          ciphers: ['TLS_AES_128_GCM_SHA256', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
          honorCipherOrder: false,
          handshakeTimeout: 15_000,
        },
      },
    ]);
  });

  it('leaves out what is too old, with a warning', () => {
    const text = `${small}${name}.tls_versions = tlsv1.2,tlsv1.1,tlsv1
${name}.ciphers = ECDHE-ECDSA-AES128-GCM-SHA256,ECDH-RSA-DES-CBC3-SHA
`;
    expect(warningsOf(text)).toEqual([
      `6: ${name}.tls_versions: "tlsv1.1,tlsv1" is not offered by this version`,
      `7: ${name}.ciphers: "ECDH-RSA-DES-CBC3-SHA" is not offered by this version`,
    ]);
  });

  it.each([
    ['tls_versions = tlsv1.1', 'expected tlsv1.2, tlsv1.3 or both'],
    ['ciphers = RC4', 'expected ciphers of OpenSSL, such as ECDHE-ECDSA-AES128-GCM-SHA256'],
    ['verify = peer', 'expected verify_peer or verify_none'],
    ['fail_if_no_peer_cert = maybe', 'expected on, off, true or false'],
    ['fail_if_no_peer_cert = true', 'no device is asked for a certificate, set verify to verify_peer'],
    [
      'cacertfile = server.key',
      'it holds no certificate, expected PEM that begins with -----BEGIN CERTIFICATE-----',
    ],
  ])('with %s is refused', (setting, problem) => {
    const [key, value] = setting.split(' = ');
    const shown = value === 'true' ? 'true' : `"${value}"`;
    expect(problemsOf(`${small}${name}.${setting}`)).toEqual([`6: ${name}.${key} is ${shown}: ${problem}`]);
  });

  it('without a certificate or its key is refused', () => {
    expect(problemsOf(opened)).toEqual([
      `2: ${name}.certfile is missing: add ${name}.certfile = FILE.pem`,
      `2: ${name}.keyfile is missing: add ${name}.keyfile = FILE.pem`,
    ]);
  });

  it.each(['psk_ciphers', 'dhfile', 'secure_renegotiate', 'reuse_sessions'])('warns of %s', (key) => {
    expect(warningsOf(`${small}${name}.${key} = on`)[0]).toMatch(`6: ${name}.${key} has no effect`);
  });
});
