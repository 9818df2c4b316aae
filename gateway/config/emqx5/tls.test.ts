import { describe, expect, it } from 'vitest';
import { certificateFile, pem } from '../../../fixtures/certificates.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { writeYaml } from '../yaml/write-yaml.ts';
import { readEmqx5 } from './read-emqx5.ts';

const file = certificateFile('emqx.conf');
const sources = { environment: { EMQX_ETC_DIR: certificateFile('.') }, read: () => ({ text: undefined }) };

/** A file whose ssl_options are these, from the eighth line on. */
function withOptions(options: string): string {
  return `gateway.exproto {
server.bind = 9100
handler.address = "http://127.0.0.1:9001"
listeners.ssl.a {
bind = 8993
ssl_options {
${options}
}
}
}`;
}

const small = 'certfile = server.pem, keyfile = server.key';
const options = 'gateway.exproto.listeners.ssl.a.ssl_options';

function read(text: string) {
  return readEmqx5(file, withOptions(text), sources);
}

function problemsOf(text: string): readonly string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.problems.map((line) => line.replace(`${file}:`, ''));
    throw error;
  }
  return [];
}

function warningsOf(text: string): readonly string[] {
  return read(text).warnings.map((line) => line.replace(`${file}:`, ''));
}

describe('a listener below ssl', () => {
  it('has the certificates and the rules of the file', () => {
    const { configuration, warnings } = read(`${small}
cacertfile = ca.pem
verify = verify_peer
fail_if_no_peer_cert = true
versions = [tlsv1.3, "tlsv1.2"]
ciphers = "TLS_AES_128_GCM_SHA256,ECDHE-ECDSA-AES128-GCM-SHA256"
honor_cipher_order = false
handshake_timeout = 5s`);
    expect(warnings).toEqual([]);
    expect(configuration.listeners).toMatchObject([
      {
        name: 'a',
        transport: 'tls',
        bind: { host: '0.0.0.0', port: 8993 },
        tls: {
          certificate: pem('server.pem'),
          key: pem('server.key'),
          certificateAuthorities: pem('ca.pem'),
          verify: 'verify_peer',
          failIfNoPeerCert: true,
          versions: ['tlsv1.3', 'tlsv1.2'],
          ciphers: ['TLS_AES_128_GCM_SHA256', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
          honorCipherOrder: false,
          handshakeTimeout: 5_000,
        },
      },
    ]);
    const yaml = readYaml(file, writeYaml(configuration, 'written'));
    expect(yaml).toEqual({ configuration, warnings: [] });
  });

  it('has the defaults of EMQX', () => {
    const { configuration } = read(`${small}, ciphers = []`);
    expect(configuration.listeners).toMatchObject([
      {
        tls: {
          verify: 'verify_none',
          failIfNoPeerCert: false,
          honorCipherOrder: true,
          handshakeTimeout: 15_000,
        },
      },
    ]);
    expect(configuration.listeners[0]).not.toHaveProperty('tls.ciphers');
  });

  it('finds its files by the environment', () => {
    const found = read(`certfile = "\${EMQX_ETC_DIR}/server.pem", keyfile = "\${EMQX_ETC_DIR}/server.key"`);
    expect(found.configuration.listeners).toMatchObject([{ tls: { certificate: pem('server.pem') } }]);
    expect(problemsOf(`certfile = "\${NOWHERE}/server.pem", keyfile = server.key`)).toEqual([
      `7:12: ${options}.certfile is "\${NOWHERE}/server.pem": the environment has no NOWHERE: set it, or write the path`,
    ]);
  });

  it('opens an encrypted key', () => {
    const text = 'certfile = server.pem, keyfile = server-encrypted.key, password = ';
    expect(problemsOf(`${text}exproto`)).toEqual([]);
    expect(problemsOf(`${text}hush`)).toEqual([
      `7:67: ${options}.password is not valid: it does not open the key in keyfile, expected the one it was encrypted with`,
    ]);
    expect(problemsOf(`${text}"file:///hush"`).at(-1)).toMatch(
      /^7:67: .*\.password is not valid: a password is not read from a file of its own/,
    );
    expect(problemsOf(`${text}"file:///hush"`).join()).not.toContain('hush');
  });

  it('shows no key that stands where its file is meant', () => {
    const text = 'certfile = server.pem, keyfile = """-----BEGIN PRIVATE KEY-----\nhush"""';
    expect(problemsOf(text)).toEqual([
      `7:34: ${options}.keyfile is not valid: expected the name of a file: put the PEM text into a file of its own`,
    ]);
  });

  it('leaves out what is too old, with a warning', () => {
    expect(warningsOf(`${small}\nversions = [tlsv1.2, tlsv1.1, tlsv1]\nciphers = [AES128-SHA, RC4]`)).toEqual(
      [
        `8:12: ${options}.versions: "tlsv1.1,tlsv1" is not offered by this version`,
        `9:11: ${options}.ciphers: "RC4" is not offered by this version`,
      ],
    );
  });

  it.each([
    ['versions = [tlsv1.1]', 'versions is "tlsv1.1": expected tlsv1.2, tlsv1.3 or both'],
    ['ciphers = RC4', 'ciphers is "RC4": expected ciphers of OpenSSL'],
    ['verify = peer', 'verify is "peer": expected verify_peer or verify_none'],
    [
      'fail_if_no_peer_cert = true',
      'fail_if_no_peer_cert is true: no device is asked for a certificate, set verify',
    ],
    ['verify = verify_peer', 'cacertfile is missing: expected the file of the authorities'],
    ['cacertfile = none.pem', 'cacertfile is "none.pem": there is no such file'],
    ['enable_crl_check = true', 'enable_crl_check: lists of revoked certificates are not read'],
    [
      'verify_peer_ext_key_usage = clientAuth',
      'verify_peer_ext_key_usage: the use that a certificate is meant for',
    ],
    ['managed_certs { bundle_name = a }', 'managed_certs: certificates that EMQX keeps cannot be read'],
  ])('with %s is refused', (setting, problem) => {
    const [found, ...others] = problemsOf(`${small}\n${setting}`);
    expect(others).toEqual([]);
    expect(found).toContain(`${options}.${problem}`);
  });

  it('without a certificate or its key is refused', () => {
    expect(problemsOf('')).toEqual([
      `6:13: ${options}.certfile is missing: add certfile = "cert.pem"`,
      `6:13: ${options}.keyfile is missing: add keyfile = "key.pem"`,
    ]);
  });
});
