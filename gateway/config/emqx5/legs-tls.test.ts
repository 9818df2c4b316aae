import { describe, expect, it } from 'vitest';
import { certificateFile, pem } from '../../../fixtures/certificates.ts';
import { emqx5File } from '../../../fixtures/emqx5-file.ts';
import { problemsOf } from '../../../fixtures/problems-of.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { writeYaml } from '../yaml/write-yaml.ts';
import { readEmqx5 } from './read-emqx5.ts';

const file = certificateFile('emqx.conf');
const files = (name: string) => `certfile = ${name}.pem, keyfile = ${name}.key`;

/** What is read, which converted to YAML must mean the same. */
function read(says: string) {
  const { configuration, warnings } = readEmqx5(file, emqx5File(says));
  expect(readYaml(file, writeYaml(configuration, 'written')).configuration).toEqual(configuration);
  return { configuration, warnings: warnings.map((warning) => warning.replace(`${file}:`, '')) };
}

describe('an adapter with TLS', () => {
  it('has the certificates and the rules of the file', () => {
    const { configuration, warnings } = read(
      `server.ssl_options { ${files('server')}, verify = verify_peer, cacertfile = ca.pem, handshake_timeout = 5s }`,
    );
    expect(configuration.adapter.tls).toMatchObject({
      certificate: pem('server.pem'),
      verify: 'verify_peer',
      handshakeTimeout: 15_000,
    });
    expect(warnings).toEqual([
      expect.stringContaining(
        '5:22: gateway.exproto.server.ssl_options: the adapter is served with TLS, as by no EMQX 5',
      ),
      expect.stringContaining('handshake_timeout has no effect'),
    ]);
  });

  it('is none without a certificate, as in EMQX', () => {
    const { configuration, warnings } = read('server.ssl_options { verify = verify_none }');
    expect(configuration.adapter).not.toHaveProperty('tls');
    expect(warnings).toEqual([
      '5:22: gateway.exproto.server.ssl_options has no effect in this version: ' +
        'it names no certfile, and the adapter is served without TLS',
    ]);
  });

  it.each(['verify = verify_peer', 'fail_if_no_peer_cert = true', 'cacertfile = "ca.pem"'])(
    'is refused where the file asks for it and names no certificate: %s',
    (option) => {
      const [problem] = problemsOf(readEmqx5, emqx5File(`server.ssl_options { ${option} }`));
      expect(problem).toBe(
        '5:22: gateway.exproto.server.ssl_options.certfile is missing: add certfile = "cert.pem"',
      );
    },
  );
});

describe('a handler with TLS', () => {
  const address = 'handler.address = "http://localhost:9001"';

  it('is called as the file says', () => {
    const options = `enable = true, ${files('client')}, cacertfile = ca.pem, verify = verify_peer, server_name_indication = localhost`;
    const { configuration, warnings } = read(`${address}, handler.ssl_options { ${options} }`);
    expect(warnings).toEqual([]);
    expect(configuration.listeners).toMatchObject([
      {
        handler: {
          url: 'https://localhost:9001',
          tls: {
            certificate: pem('client.pem'),
            certificateAuthorities: pem('ca.pem'),
            verify: 'verify_peer',
            serverName: 'localhost',
          },
        },
      },
    ]);
  });

  it('is not checked where the file does not ask for it', () => {
    const { configuration, warnings } = read(`${address}, handler.ssl_options.enable = true`);
    expect(configuration.listeners[0]?.handler).toMatchObject({ tls: { verify: 'verify_none' } });
    expect(warnings).toEqual([
      expect.stringContaining(
        'gateway.exproto.handler.ssl_options: the certificate of the handler is not checked, as in EMQX',
      ),
    ]);
  });

  it('is checked by the name of its host, although EMQX would not', () => {
    const options =
      'enable = true, verify = verify_peer, cacertfile = ca.pem, server_name_indication = disable';
    const { configuration, warnings } = read(`handler.ssl_options { ${options} }`);
    expect(configuration.listeners[0]?.handler.tls).not.toHaveProperty('serverName');
    expect(warnings).toEqual([
      expect.stringContaining('server_name_indication has no effect in this version'),
    ]);
  });

  it('is called without where it is switched off', () => {
    const { configuration, warnings } = read('handler.ssl_options { enable = false, cacertfile = a.pem }');
    expect(configuration.listeners[0]?.handler.url).toBe('http://127.0.0.1:9001');
    expect(warnings).toEqual([
      expect.stringContaining('5:23: gateway.exproto.handler.ssl_options has no effect'),
    ]);
  });

  it.each([
    [
      'address = "https://h:1"',
      '5:21: gateway.exproto.handler.address: EMQX uses no TLS towards the handler unless',
    ],
    [
      'ssl_options.enable = maybe',
      '5:32: gateway.exproto.handler.ssl_options.enable is "maybe": expected true',
    ],
    [
      'ssl_options { enable = true, certfile = a.pem }',
      'gateway.exproto.handler.ssl_options.keyfile is missing',
    ],
  ])('is refused: %s', (setting, problem) => {
    expect(problemsOf(readEmqx5, emqx5File(`handler.${setting}`))).toEqual([
      expect.stringContaining(problem),
    ]);
  });
});
