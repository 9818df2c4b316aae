import { describe, expect, it } from 'vitest';
import { certificateFile, pem } from '../../../fixtures/certificates.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { writeYaml } from '../yaml/write-yaml.ts';
import { readConf } from './read-conf.ts';

const file = certificateFile('exproto.conf');
const https = `exproto.server.https.port = 9101
exproto.server.https.certfile = server.pem
exproto.server.https.keyfile = server.key
exproto.server.https.cacertfile = ca.pem
`;
const listener = `exproto.listener.a = tcp://0.0.0.0:7993
exproto.listener.a.connection_handler_url = https://handler:9001
`;
const handler = 'exproto.listener.a.connection_handler_';

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

function read(text: string) {
  const { configuration, warnings } = readConf(file, text);
  return { configuration, warnings: warnings.map((line) => line.replace(`${file}:`, '')) };
}

describe('an adapter on https.port', () => {
  it('alone has TLS, and asks handlers for nothing', () => {
    const { configuration, warnings } = read(`${https}${listener}${handler}cacertfile = ca.pem`);
    expect(warnings).toEqual([]);
    expect(configuration.adapter).toMatchObject({
      bind: { host: '0.0.0.0', port: 9101 },
      tls: {
        certificate: pem('server.pem'),
        key: pem('server.key'),
        certificateAuthorities: pem('ca.pem'),
        verify: 'verify_none',
        failIfNoPeerCert: false,
      },
    });
  });

  it('beside http.port has no effect, and a warning for each of its keys', () => {
    const { configuration, warnings } = read(
      `exproto.server.http.port = 9100\n${https}${listener.replace('https', 'http')}`,
    );
    expect(configuration.adapter.tls).toBeUndefined();
    expect(configuration.adapter.bind.port).toBe(9100);
    expect(warnings).toHaveLength(4);
    expect(warnings[0]).toMatch(/^2: exproto\.server\.https\.port has no effect in this version: /);
  });

  it('needs its certificate', () => {
    const text = `exproto.server.https.port = 9101\n${listener}${handler}cacertfile = ca.pem`;
    expect(problemsOf(text)).toEqual([
      '1: exproto.server.https.certfile is missing: add exproto.server.https.certfile = FILE.pem',
      '1: exproto.server.https.keyfile is missing: add exproto.server.https.keyfile = FILE.pem',
    ]);
  });

  it('needs a key that fits', () => {
    const text = `${https.replace('server.key', 'client.key')}${listener}${handler}cacertfile = ca.pem`;
    expect(problemsOf(text)).toEqual([
      '3: exproto.server.https.keyfile is "client.key": the key does not fit the certificate, expected the private key of the certificate in "server.pem"',
    ]);
  });

  it('alone does not make certificates without a port useful', () => {
    const text =
      https.replace(/^.*\n/, 'exproto.server.http.port = 9100\n') + listener.replace('https', 'http');
    expect(read(text).warnings).toHaveLength(3);
  });
});

describe('a handler on https', () => {
  it('is checked with the authorities that the file names, and shown a certificate', () => {
    const text = `${https}${listener}${handler}cacertfile = ca.pem
${handler}certfile = client.pem
${handler}keyfile = client.key
`;
    const { configuration, warnings } = read(text);
    expect(warnings).toEqual([]);
    expect(configuration.listeners[0]?.handler).toMatchObject({
      url: 'https://handler:9001',
      service: 'ConnectionHandler',
      mode: 'unary',
      tls: {
        verify: 'verify_peer',
        certificateAuthorities: pem('ca.pem'),
        certificate: pem('client.pem'),
        key: pem('client.key'),
      },
    });
    expect(readYaml(file, writeYaml(configuration, 'written')).configuration).toEqual(configuration);
  });

  it('is not checked without authorities, as in EMQ X 4, and a warning says so', () => {
    const { configuration, warnings } = read(`${https}${listener}`);
    expect(configuration.listeners[0]?.handler.tls).toEqual({ verify: 'verify_none' });
    expect(warnings).toEqual([
      `6: ${handler}url: the certificate of the handler is not checked, add ${handler}cacertfile = FILE.pem`,
    ]);
  });

  it.each([
    [
      'certfile = client.pem',
      `5: ${handler}keyfile is missing: expected the file with the private key of the certificate`,
    ],
    [
      'cacertfile = none.pem',
      `7: ${handler}cacertfile is "none.pem": there is no such file at ${certificateFile('none.pem')}, expected a PEM file with certificates of authorities`,
    ],
  ])('with %s is refused', (setting, problem) => {
    expect(problemsOf(`${https}${listener}${handler}${setting}`)).toEqual([problem]);
  });

  it.each(['cacertfile', 'certfile', 'keyfile'])('is needed for %s to have an effect', (key) => {
    const text = `${https}${listener.replace('https', 'http')}${handler}${key} = none.pem`;
    expect(read(text).warnings).toEqual([
      `7: ${handler}${key} has no effect in this version: the handler is called without TLS`,
    ]);
  });
});
