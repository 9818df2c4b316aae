import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, describe, expect, it } from 'vitest';
import { certificateFile, pem } from '../../../fixtures/certificates.ts';
import { SuiteError } from '../suite-error.ts';
import { readTarget } from './read-target.ts';

const folder = mkdtempSync(join(tmpdir(), 'exproto-target-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ca = certificateFile('ca.pem');
const client = certificateFile('client.pem').replace(/\.pem$/, '');

const smallest = `listeners: { tcp: gateway.local:7993 }
adapter: 127.0.0.1:9100
handler: { listen: "[::1]:9001" }
`;

function read(text: string, name = 'target.yaml') {
  const path = join(folder, name);
  writeFileSync(path, text);
  return readTarget(path);
}

function errorOf(work: () => unknown): SuiteError {
  try {
    work();
  } catch (error) {
    if (error instanceof SuiteError) return error;
    throw error;
  }
  throw new Error('it was read');
}

function problemsOf(text: string): readonly string[] {
  const { code, message } = errorOf(() => read(text));
  expect(code).toBe('TARGET_FILE_INVALID');
  return message.split('\n').map((line) => line.replace(`${join(folder, 'target.yaml')}:`, ''));
}

describe('readTarget', () => {
  it('fills in what a file leaves out', () => {
    expect(read(smallest, 'my-gateway.yaml')).toEqual({
      name: 'my-gateway',
      listeners: { tcp: { address: { host: 'gateway.local', port: 7993 } } },
      adapter: { host: '127.0.0.1', port: 9100 },
      handler: { listen: { host: '::1', port: 9001 }, service: 'ConnectionUnaryHandler', mode: 'unary' },
      dialect: 'emqx-5',
      refusals: {},
      mountpoint: { from: 'configuration', prefix: '' },
      limits: { idleTimeout: 30_000, patience: 5_000 },
    });
  });

  it('reads every key', () => {
    const text = `name: a gateway
listeners:
  tcp: localhost:1
adapter: localhost:65535
handler:
  listen: 0.0.0.0:9001
  service: ConnectionHandler
  mode: stream
dialect: emqx-4
credentials: { username: device, password: "1234" }
refusals:
  authentication: { username: device, password: wrong }
  publish: forbidden/topic
  subscribe: forbidden/+/#
mountpoint:
  prefix: x/
limits:
  idle_timeout: 1m
  patience: 500ms
start:
  command: npx  exproto gateway
  timeout: 2s
`;
    expect(read(text)).toEqual({
      name: 'a gateway',
      listeners: { tcp: { address: { host: 'localhost', port: 1 } } },
      adapter: { host: 'localhost', port: 65_535 },
      handler: { listen: { host: '0.0.0.0', port: 9001 }, service: 'ConnectionHandler', mode: 'stream' },
      dialect: 'emqx-4',
      credentials: { username: 'device', password: '1234' },
      refusals: {
        authentication: { username: 'device', password: 'wrong' },
        publish: 'forbidden/topic',
        subscribe: 'forbidden/+/#',
      },
      mountpoint: { from: 'configuration', prefix: 'x/' },
      limits: { idleTimeout: 60_000, patience: 500 },
      start: { command: ['npx', 'exproto', 'gateway'], timeout: 2_000 },
    });
  });

  it('reads every transport, with the certificates beside the file', () => {
    const encrypted = `{ address: "127.0.0.1:2", cacertfile: ${ca}, server_name: localhost, certfile: ${client}.pem, keyfile: ${client}.key, verify: verify_peer, fail_if_no_peer_cert: true, handshake_timeout: 4s }`;
    const text = `listeners:
  ssl: ${encrypted}
  udp: { address: "127.0.0.1:3", idle: { address: "127.0.0.1:4", idle_timeout: 2s } }
  dtls: 127.0.0.1:5
refusals: { certificate: { certfile: ${client}.pem, keyfile: ${client}.key } }
`;
    const device = { certificate: pem('client.pem'), key: pem('client.key') };
    expect(read(smallest.replace(/^listeners.*\n/, text))).toMatchObject({
      listeners: {
        ssl: {
          address: { host: '127.0.0.1', port: 2 },
          authorities: pem('ca.pem'),
          serverName: 'localhost',
          device,
          deviceCertificates: 'demanded',
          handshakeTimeout: 4_000,
        },
        udp: {
          address: { host: '127.0.0.1', port: 3 },
          idle: { address: { host: '127.0.0.1', port: 4 }, timeout: 2_000 },
        },
        dtls: { address: { host: '127.0.0.1', port: 5 }, deviceCertificates: 'ignored' },
      },
      refusals: { certificate: device },
    });
  });

  it('reads the listeners with limits', () => {
    const section = `
    address: gateway.local:7993
    limited:
      connections: { address: "a:1", max_connections: 7 }
      connection_rate: { address: "a:2", max_conn_rate: 6/s }
      throughput: { address: "a:3", max_bytes_rate: 1MB/s }
      denied: a:4`;
    const text = smallest.replace('{ tcp: gateway.local:7993 }', `\n  tcp:${section}`);
    expect(read(text).listeners.tcp?.limited).toEqual({
      connections: { address: { host: 'a', port: 1 }, largest: 7 },
      connectionRate: { address: { host: 'a', port: 2 }, perSecond: 6 },
      throughput: { address: { host: 'a', port: 3 }, bytesPerSecond: 1_048_576 },
      denied: { address: { host: 'a', port: 4 } },
    });
  });

  it('takes the address of UDP alone', () => {
    const { listeners } = read(smallest.replace('tcp: gateway.local:7993', 'udp: gateway.local:7993'));
    expect(listeners).toEqual({ udp: { address: { host: 'gateway.local', port: 7993 } } });
  });

  it('reads the mountpoint of the client', () => {
    expect(read(`${smallest}mountpoint: client`).mountpoint).toEqual({ from: 'client' });
  });

  it('reads a command as a list', () => {
    const text = `${smallest}start:\n  command: ["/opt/my gateway", --port, "1"]`;
    expect(read(text).start).toEqual({ command: ['/opt/my gateway', '--port', '1'], timeout: 20_000 });
  });

  it.each(['local-gateway', 'emqx-5.8'])('reads the example %s', (name) => {
    expect(readTarget(`fixtures/targets/${name}.yaml`)).toMatchObject({
      name: name === 'emqx-5.8' ? 'EMQX 5.8' : 'local gateway',
      listeners: { tcp: { address: { host: '127.0.0.1', port: 7993 } } },
      adapter: { host: '127.0.0.1', port: 9100 },
      handler: {
        listen: { host: '127.0.0.1', port: 9001 },
        service: 'ConnectionUnaryHandler',
        mode: 'unary',
      },
      dialect: 'emqx-5',
      mountpoint: { from: 'configuration', prefix: '' },
      limits: { idleTimeout: 30_000, patience: 5_000 },
    });
  });
});

describe('a file that is wrong', () => {
  it.each([
    ['name: 5', 'name is 5: expected a text that is not empty; put digits, true and false in quotes'],
    ['start:', 'start is empty: expected a section with command, timeout'],
    [
      'start: { timeout: 5 }',
      'start.command is missing: expected a command without quotes, or a list of its words, in which digits, true and false stand in quotes',
      'start.timeout is 5: expected a duration above 0 with its unit, such as 500ms, 30s or 2m',
    ],
    [
      'start: { command: run "it now" }',
      'start.command is "run \\"it now\\"": expected a command without quotes, or a list of its words, in which digits, true and false stand in quotes',
    ],
    [
      'start: { command: [node, 5] }',
      'start.command is a list: expected a command without quotes, or a list of its words, in which digits, true and false stand in quotes',
    ],
    [
      'limits: { patience: 0s }',
      'limits.patience is "0s": expected a duration above 0 with its unit, such as 500ms, 30s or 2m',
    ],
    ['limits: { idle: 5s }', 'limits.idle is an unknown key: expected one of idle_timeout, patience'],
    ['mountpoint: x/', 'mountpoint is "x/": expected client, or a section with prefix'],
    [
      'mountpoint: { prefix: 5 }',
      'mountpoint.prefix is 5: expected a fixed text without +, # and placeholders, such as devices/',
    ],
    [
      'mountpoint: { prefix: "a/#" }',
      'mountpoint.prefix is "a/#": expected a fixed text without +, # and placeholders, such as devices/',
    ],
    [
      'mountpoint: { prefx: a }',
      'mountpoint.prefix is missing: expected a fixed text without +, # and placeholders, such as devices/',
      'mountpoint.prefx is an unknown key: expected one of prefix',
    ],
    [
      'refusals: { publish: a/+ }',
      'refusals.publish is "a/+": expected a topic without + and #, such as forbidden/topic',
    ],
    [
      'refusals: { subscribe: a/#/b }',
      'refusals.subscribe is "a/#/b": expected a topic filter, such as forbidden/#',
    ],
    [
      '"a b": 5',
      '(not shown) is an unknown key: expected one of name, listeners, adapter, handler, dialect, credentials, refusals, mountpoint, limits, log, start, container',
    ],
    ['adapter: 127.0.0.1:1', 'this key stands twice in its section: remove one'],
    ['name: *a', 'aliases are not supported: put a value that begins with * in quotes'],
    ['name: [', 'not valid YAML (BAD_INDENT): check indentation, quotes and colons here and above'],
  ])('%s', (text, ...problems) => {
    expect(problemsOf(smallest + text)).toEqual(problems.map((problem) => `4: ${problem}`));
  });

  it.each(['localhost', '127.0.0.1:0', '127.0.0.300:1', 'a:70000', '::1:9100', '[x]:1', 'a b:1'])(
    'the address %s',
    (address) => {
      expect(problemsOf(smallest.replace('127.0.0.1:9100', JSON.stringify(address)))).toEqual([
        `2: adapter is "${address}": expected host:port, such as 127.0.0.1:9100`,
      ]);
    },
  );

  it.each([
    ['{}', 'listeners is a section: expected at least one of tcp, ssl, udp, dtls'],
    ['{ tls: "127.0.0.1:1" }', 'listeners.tls is an unknown key: write ssl, as socktype does'],
    [
      '{ ssl: 5 }',
      'listeners.ssl is 5: expected host:port, such as 127.0.0.1:7995, or a section with address, cacertfile, server_name, certfile, keyfile, verify, fail_if_no_peer_cert, handshake_timeout',
    ],
    [
      '{ tcp: { address: "a:1", limited: { connections: { address: "a:2", max_connections: 1 } } } }',
      'listeners.tcp.limited.connections.max_connections is 1: expected a whole number from 2 to 100',
    ],
    [
      '{ tcp: { address: "a:1", limited: { connection_rate: { address: "a:2", max_conn_rate: 5 } } } }',
      'listeners.tcp.limited.connection_rate.max_conn_rate is 5: expected a number per second from 1/s to 50/s, such as 5/s',
    ],
    [
      '{ tcp: { address: "a:1", limited: { throughput: { address: "a:2", max_bytes_rate: 2MB/s } } } }',
      'listeners.tcp.limited.throughput.max_bytes_rate is "2MB/s": expected a size per second from 1KB/s to 1024KB/s, such as 256KB/s',
    ],
    ['{ udp: { address: 5 } }', 'listeners.udp.address is 5: expected host:port, such as 127.0.0.1:7993'],
    [
      `{ ssl: { address: "a:1", certfile: ${client}.pem } }`,
      'listeners.ssl.keyfile is missing: expected the name of a file with the key of certfile',
    ],
    [
      `{ dtls: { address: "a:1", keyfile: ${client}.key } }`,
      'listeners.dtls.certfile is missing: expected the name of a file with the certificate of keyfile',
    ],
    [
      '{ ssl: { address: "a:1", cacertfile: /nowhere/ca.pem } }',
      'listeners.ssl.cacertfile is "/nowhere/ca.pem": there is no such file, expected a PEM file with certificates',
    ],
    [
      `{ ssl: { address: "a:1", certfile: ${client}.pem, keyfile: ${ca} } }`,
      `listeners.ssl.keyfile is "${ca}": this is something else, expected a PEM file with the key of certfile, not encrypted`,
    ],
    [
      '{ ssl: { address: "a:1", fail_if_no_peer_cert: true } }',
      'listeners.ssl.fail_if_no_peer_cert is true: without verify: verify_peer no gateway asks devices for a certificate',
    ],
    [
      '{ ssl: { address: "a:1", verify: verify_peer, fail_if_no_peer_cert: true } }',
      'listeners.ssl.fail_if_no_peer_cert is true: then devices need a certificate to connect, in certfile and keyfile',
    ],
  ])('names what is wrong with listeners: %s', (listeners, problem) => {
    expect(problemsOf(smallest.replace(/^listeners: .*/, `listeners: ${listeners}`))).toEqual([
      `1: ${problem}`,
    ]);
  });

  it('is told whole, in the order of its lines', () => {
    const text = 'refusals:\n  topic: a\nhandler:\n  listen: 5\n  service: Handler\nname: ""\n';
    expect(problemsOf(text)).toEqual([
      '1: listeners is missing: expected a section with tcp, ssl, udp, dtls',
      '1: adapter is missing: expected host:port, such as 127.0.0.1:9100',
      '2: refusals.topic is an unknown key: expected one of authentication, publish, subscribe, certificate',
      '4: handler.listen is 5: expected host:port, such as 127.0.0.1:9001',
      '5: handler.service is "Handler": expected ConnectionUnaryHandler or ConnectionHandler',
      '6: name is "": expected a text that is not empty; put digits, true and false in quotes',
    ]);
  });

  it.each(['', 'adapter:127.0.0.1:1', '[]', '5'])('is no section at all: %s', (text) => {
    const [problem] = problemsOf(text);
    expect(problem).toMatch(/^1: the file is [\w ]+: expected a section with name, listeners, /);
  });

  it.each([
    'credentials: { username: u, password: 5150 }',
    'credentials: { username: u, password:5150 }',
    'credentials: { username: u, 5150 }',
    'credentials: { username: u, password: [5150] }',
    'credentials: "5150"',
    'refusals: { authentication: 5150 }',
    'refusals: { authentication: { username: u, password: 5150 } }',
    'refusals: 5150',
    'credentials: { username: u, password: "a\\5150" }',
    'credentials: { username: u, password: *5150 }',
    'credentials: { username: u, password: !5150 a }',
    'credentials:\n  username: u\n  password: a: 5150',
  ])('prints no password: %s', (text) => {
    expect(problemsOf(smallest + text).join('\n')).not.toContain('5150');
  });

  const fragments = fc.constantFrom(
    smallest,
    'mountpoint: ',
    'start: {command: ',
    'credentials: ',
    '__proto__: ',
    '  ',
    '- ',
    '{',
    '[',
    '[['.repeat(9_000),
    ': ',
    '\n',
    '&a ',
    '*a',
    '!x ',
    '"',
    '<<: ',
    '---\n',
  );
  const garbage = fc.array(fc.oneof(fragments, fc.string({ maxLength: 3 }))).map((parts) => parts.join(''));

  test.prop([garbage], { numRuns: 300 })('is told of in full lines, whatever stands in it', (text) => {
    try {
      read(text);
    } catch (error) {
      expect(error).toBeInstanceOf(SuiteError);
      for (const line of (error as SuiteError).message.split('\n'))
        expect(line).toMatch(/target\.yaml:[1-9]\d*: .*\S$/);
    }
  });

  it('is not there', () => {
    const path = join(folder, 'missing.yaml');
    const error = errorOf(() => readTarget(path));
    expect(error.code).toBe('TARGET_FILE_INVALID');
    expect(error.message).toBe(
      `${path}: there is no such file: give the path of a target file, which docs/certify.md describes`,
    );
    expect(errorOf(() => readTarget(folder)).message).toContain(`${folder}: it is a directory: `);
  });
});
