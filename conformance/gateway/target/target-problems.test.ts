import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { certificateFile } from '../../../fixtures/certificates.ts';
import { errorOf, folder, problemsOf, read, smallest } from '../../../fixtures/written-target.ts';
import { SuiteError } from '../suite-error.ts';
import { readTarget } from './read-target.ts';

const ca = certificateFile('ca.pem');
const client = certificateFile('client.pem').replace(/\.pem$/, '');

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
      '(not shown) is an unknown key: expected one of name, listeners, adapter, handler, dialect, credentials, refusals, mountpoint, limits, log, pid, start, container',
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
      'listeners.ssl is 5: expected host:port, such as 127.0.0.1:7995, or a section with address, cacertfile, server_name, certfile, keyfile, verify, fail_if_no_peer_cert, handshake_timeout, limited',
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
