import { describe, expect, it } from 'vitest';
import { certificateFile, pem } from '../../../fixtures/certificates.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { readConf } from './read-conf.ts';

const file = certificateFile('emqx_exproto.conf');
const name = 'exproto.listener.a';
const opened = `exproto.server.http.port = 9100
${name} = dtls://0.0.0.0:7993
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

describe('a listener on dtls://', () => {
  it('has the certificates and the rules of the file', () => {
    const text = `${small}${name}.cacertfile = ca.pem
${name}.verify = verify_peer
${name}.fail_if_no_peer_cert = true
${name}.ciphers = ECDHE-ECDSA-AES128-CCM8,ECDHE-ECDSA-AES128-GCM-SHA256
`;
    const { configuration, warnings } = readConf(file, text);
    expect(warnings).toEqual([]);
    expect(configuration.listeners).toMatchObject([
      {
        name: 'a',
        transport: 'dtls',
        bind: { host: '0.0.0.0', port: 7993 },
        dtls: {
          certificate: pem('server.pem'),
          key: pem('server.key'),
          certificateAuthorities: pem('ca.pem'),
          verify: 'verify_peer',
          failIfNoPeerCert: true,
          ciphers: ['ECDHE-ECDSA-AES128-CCM8', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
          handshakeTimeout: 30_000,
          mtu: 1_400,
        },
      },
    ]);
  });

  it('leaves out ciphers of TLS 1.3, with a warning', () => {
    const text = `${small}${name}.ciphers = ECDHE-ECDSA-AES128-GCM-SHA256,TLS_AES_128_GCM_SHA256\n`;
    expect(warningsOf(text)).toEqual([
      `6: ${name}.ciphers: "TLS_AES_128_GCM_SHA256" is not offered by this version`,
    ]);
  });

  it('without a certificate or its key is refused', () => {
    expect(problemsOf(opened)).toEqual([
      `2: ${name}.certfile is missing: add ${name}.certfile = FILE.pem`,
      `2: ${name}.keyfile is missing: add ${name}.keyfile = FILE.pem`,
    ]);
  });

  it('with a key of another certificate is refused', () => {
    const text = small.replace('server.key', 'client.key');
    expect(problemsOf(text)[0]).toContain(`5: ${name}.keyfile is "client.key": the key does not fit`);
  });

  it.each(['psk_ciphers', 'dhfile', 'tls_versions', 'honor_cipher_order'])('warns of %s', (key) => {
    expect(warningsOf(`${small}${name}.${key} = on`)[0]).toMatch(`6: ${name}.${key} has no effect`);
  });

  it('has a port of UDP', () => {
    const other = small
      .replaceAll('listener.a', 'listener.b')
      .replace('dtls://', 'udp://')
      .replace(/^.*\n/, '');
    const udp = other.split('\n').slice(0, 2).join('\n');
    expect(problemsOf(`${small}${udp}`)).toEqual([expect.stringContaining('is taken by exproto.listener.a')]);
  });
});
