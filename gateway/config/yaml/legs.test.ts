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

function warningsOf(text: string): readonly string[] {
  return readYaml(file, text).warnings.map((line) => line.replace(`${file}:`, ''));
}

const everything = `
adapter:
  bind: 127.0.0.1:9100
  tls:
    certfile: server.pem
    keyfile: server-encrypted.key
    password: exproto
    cacertfile: ca.pem
    verify: verify_peer
    fail_if_no_peer_cert: true
    versions: [tlsv1.3]
    ciphers: [tls_aes_128_gcm_sha256]
handler:
  url: https://handler.example.org:9001
  tls:
    cacertfile: ca.pem
    certfile: client.pem
    keyfile: client-encrypted.key
    password: exproto
    server_name: other.example.org
listeners:
  tcp:
    a: {bind: 1}
    b: {bind: 2, handler: {tls: {verify: verify_none}}}
    c: {bind: 3, handler: {url: http://h:1}}
`;

describe('the way between gateway and handler', () => {
  it('has the TLS of the file, or that of the listener', () => {
    const { configuration, warnings } = readYaml(file, everything);
    expect(warnings).toEqual([]);
    expect(configuration.adapter.tls).toEqual({
      files: { certfile: 'server.pem', keyfile: 'server-encrypted.key', cacertfile: 'ca.pem' },
      certificate: pem('server.pem'),
      key: pem('server-encrypted.key'),
      password: 'exproto',
      certificateAuthorities: pem('ca.pem'),
      verify: 'verify_peer',
      failIfNoPeerCert: true,
      versions: ['tlsv1.3'],
      ciphers: ['TLS_AES_128_GCM_SHA256'],
      honorCipherOrder: true,
      handshakeTimeout: 15_000,
    });
    expect(configuration.listeners.map(({ handler }) => handler.tls)).toEqual([
      {
        files: { certfile: 'client.pem', keyfile: 'client-encrypted.key', cacertfile: 'ca.pem' },
        certificate: pem('client.pem'),
        key: pem('client-encrypted.key'),
        password: 'exproto',
        certificateAuthorities: pem('ca.pem'),
        verify: 'verify_peer',
        serverName: 'other.example.org',
      },
      { verify: 'verify_none' },
      undefined,
    ]);
  });

  it('is checked where the file names no certificates', () => {
    const { configuration } = readYaml(file, 'handler: {url: https://h:1}');
    expect(configuration.listeners[0]?.handler).toMatchObject({
      url: 'https://h:1',
      tls: { verify: 'verify_peer' },
    });
    expect(configuration.adapter.tls).toBeUndefined();
  });

  it('is written again as it was read, and its passwords only where they are wanted', () => {
    const { configuration } = readYaml(file, everything);
    expect(readYaml(file, writeYaml(configuration, 'written')).configuration).toEqual(configuration);
    const shown = writeYaml(configuration, 'hidden');
    expect(shown).not.toContain('password: exproto');
    expect(shown.match(/password: \(hidden\)/g)).toHaveLength(2);
  });

  it('may serve one listener only', () => {
    const text = `
handler: {tls: {cacertfile: ca.pem}}
listeners: {tcp: {a: {bind: 1}, b: {bind: 2, handler: {url: "https://h:1"}}}}`;
    const { listeners } = readYaml(file, text).configuration;
    expect(listeners.map(({ handler }) => handler.tls?.certificateAuthorities)).toEqual([
      undefined,
      pem('ca.pem'),
    ]);
  });
});

describe('what does not fit together', () => {
  it.each([
    [
      'handler: {tls: {cacertfile: ca.pem}}',
      '1: handler.tls has no use with http://127.0.0.1:9001: expected a url that begins with https://',
    ],
    [
      'handler: {url: "https://h:1", tls: {cacertfile: ca.pem}}\nlisteners: {tcp: {a: {bind: 1, handler: {url: "http://h:1", tls: {verify: verify_none}}}}}',
      '2: listeners.tcp.a.handler.tls has no use with http://h:1: expected a url that begins with https://',
    ],
    [
      'handler: {mode: stream}',
      '1: handler.mode is "stream": expected service: ConnectionHandler with mode: stream, only its methods take streams',
    ],
    [
      'handler: {service: ConnectionHandler, mode: stream}\nlisteners: {udp: {a: {bind: 1, handler: {service: ConnectionUnaryHandler}}}}',
      '2: listeners.udp.a.handler.service is "ConnectionUnaryHandler": expected service: ConnectionHandler with mode: stream, only its methods take streams',
    ],
    [
      'adapter: {tls: {certfile: server.pem}}',
      '1: adapter.tls.keyfile is missing: expected a text that is not empty; put digits, true and false in quotes',
    ],
    [
      'adapter: {tls: {certfile: server.pem, keyfile: client.key}}',
      '1: adapter.tls.keyfile is "client.key": the key does not fit the certificate, expected the private key of the certificate in "server.pem"',
    ],
    [
      'handler: {url: "https://h:1", tls: {certfile: client.pem}}',
      '1: handler.tls.keyfile is missing: expected the file with the private key of the certificate',
    ],
    [
      'handler: {url: "https://h:1", tls: {keyfile: client.key}}',
      '1: handler.tls.certfile is missing: expected the file with the certificate of the key',
    ],
    [
      'handler: {url: "https://h:1", tls: {password: hunter2}}',
      '1: handler.tls.password has no effect: there is no keyfile that it could open',
    ],
    [
      'handler: {url: "https://h:1", tls: {certfile: client.pem, keyfile: server.key}}',
      '1: handler.tls.keyfile is "server.key": the key does not fit the certificate, expected the private key of the certificate in "client.pem"',
    ],
    [
      'handler: {url: "https://h:1", tls: {certfile: client.pem, keyfile: client-encrypted.key, password: hunter2}}',
      '1: handler.tls.password is not valid: it does not open the key in keyfile, expected the one it was encrypted with',
    ],
    [
      'listeners: {tcp: {a: {bind: 1, handler: {url: "https://h:1", tls: {cacertfile: ca.key}}}}}',
      '1: listeners.tcp.a.handler.tls.cacertfile is "ca.key": it holds no certificate, expected PEM that begins with -----BEGIN CERTIFICATE-----',
    ],
    [
      'handler: {url: "https://h:1", tls: {server_nam: h}}',
      '1: unknown key handler.tls.server_nam: did you mean server_name? expected one of cacertfile, certfile, keyfile, password, verify, server_name',
    ],
    [
      'adapter: {tls: {certfile: server.pem, keyfile: server.key, honor_cipher_order: true}}',
      '1: unknown key adapter.tls.honor_cipher_order: expected one of certfile, keyfile, password, cacertfile, verify, fail_if_no_peer_cert, versions, ciphers',
    ],
  ])('%s', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it('is told with all the rest', () => {
    const text =
      'handler: {mode: stream, tls: {cacertfile: none.pem}}\nadapter: {tls: {certfile: a, keyfile: b}}';
    expect(problemsOf(text)).toHaveLength(5);
  });
});

describe('a warning', () => {
  it.each([
    [
      'adapter: {tls: {certfile: expired-server.pem, keyfile: expired-server.key}}',
      'adapter.tls.certfile is "expired-server.pem": the certificate expired on 2021-01-01, handlers that check it will not connect: renew it',
    ],
    [
      'handler: {url: "https://h:1", tls: {certfile: expired-client.pem, keyfile: expired-client.key}}',
      'handler.tls.certfile is "expired-client.pem": the certificate expired on 2021-01-01, a handler that checks it will refuse the gateway: renew it',
    ],
    [
      'handler: {url: "https://h:1", tls: {cacertfile: expired-server.pem}}',
      'handler.tls.cacertfile is "expired-server.pem": the certificate expired on 2021-01-01, handlers whose certificates it signed are refused: renew it',
    ],
    [
      'handler: {url: "https://h:1", tls: {cacertfile: ca.pem, verify: verify_none}}',
      'handler.tls.cacertfile has no effect: with verify_none the certificate of the handler is not checked',
    ],
  ])('comes of %s', (text, warning) => {
    expect(warningsOf(text)).toEqual([`1: ${warning}`]);
  });
});

describe('a password', () => {
  it.each([
    'adapter: {tls: {certfile: a, keyfile: b, password: [hunter2]}}',
    'adapter: {tls: {certfile: a, keyfile: b, password:hunter2}}',
    'adapter: {tls: {certfile: a, keyfile: b, passwort: hunter2}}',
    'adapter:\n  tls:\n    password:hunter2',
    'adapter:\n  tls:password:hunter2',
    'handler: password:hunter2',
    'handler: {tls: {password:hunter2}}',
    'handler: {url: "https://h:1", tls: {password: 1, password:hunter2: 1}}',
    'listeners: {tcp: {a: {bind: 1, handler: {tls: {password:hunter2}}}}}',
    'listeners: {tcp: {a: {bind: 1, handler: password:hunter2}}}',
    'listeners: {udp: {a: password:hunter2}}',
    'listeners: {udp: {"a.b": password:hunter2}}',
  ])('is never quoted: %j', (text) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join()).not.toContain('hunter2');
  });
});
