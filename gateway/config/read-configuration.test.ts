import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, describe, expect, it } from 'vitest';
import { readConf } from './conf/read-conf.ts';
import { ConfigurationError } from './configuration-error.ts';
import { defaultConfiguration } from './default-configuration.ts';
import { readEmqx5 } from './emqx5/read-emqx5.ts';
import { readConfiguration } from './read-configuration.ts';
import { readYaml } from './yaml/read-yaml.ts';

const folder = mkdtempSync(join(tmpdir(), 'exproto-configuration-'));
afterAll(() => rmSync(folder, { recursive: true }));

const withoutFiles = { read: () => ({ text: undefined }), environment: {} };

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function errorOf(read: () => unknown): ConfigurationError {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return error;
    }
    throw error;
  }
  throw new Error('it was read');
}

describe('readConfiguration', () => {
  it.each(['a.yaml', 'a.yml', 'a.YAML'])('reads %s as YAML', (name) => {
    const { configuration, warnings } = readConfiguration(written(name, 'node: here'));
    expect(configuration).toEqual({ ...defaultConfiguration(), node: 'here' });
    expect(warnings).toEqual([]);
  });

  it('reads a file that begins with a byte order mark', () => {
    expect(readConfiguration(written('mark.yaml', '\uFEFFnode: here')).configuration.node).toBe('here');
  });

  it('reads .conf as a file of EMQ X 4', () => {
    const text =
      'exproto.server.http.port = 9100\n' +
      'exproto.listener.a = 7993\n' +
      'exproto.listener.a.connection_handler_url = http://h:1';
    expect(readConfiguration(written('a.conf', text)).configuration.closeReasons).toBe('emqx');
  });

  it.each([
    ['emqx.conf', 'node { name = "emqx@127.0.0.1" }\ngateway.exproto { SAYS }'],
    ['lines.conf', 'gateway.exproto.server.bind = 9100\ngateway.exproto { SAYS }'],
    ['quoted.conf', '{"gateway": {"exproto": { SAYS }}}'],
    ['a.hocon', 'gateway.exproto { SAYS }'],
    ['a.json', '{"gateway": {"exproto": { SAYS }}}'],
  ])('reads %s as a file of EMQX 5', (name, text) => {
    const says =
      '"server": {"bind": 9100}, "handler": {"address": "http://h:1"}, "listeners": {"tcp": {"a": {"bind": 1}}}';
    const { configuration } = readConfiguration(written(name, text.replace('SAYS', says)));
    expect(configuration.listeners).toMatchObject([
      { handler: { url: 'http://h:1', service: 'ConnectionUnaryHandler' } },
    ]);
  });

  it('reads a .conf of EMQ X 4 as one, although a section strayed into it', () => {
    const path = written('stray.conf', 'exproto.server.http.port = 9100\nnode { }\n');
    expect(errorOf(() => readConfiguration(path)).problems[0]).toBe(
      `${path}:2: expected "key = value", or a comment after #`,
    );
  });

  it.each(['a.toml', 'a'])('refuses %s by its name', (name) => {
    const error = errorOf(() => readConfiguration(name));
    expect(error.code).toBe('CONFIGURATION_INVALID');
    expect(error.message).toBe(
      `${name}: expected a file name that ends in .yaml, .yml, .conf, .hocon or .json`,
    );
  });

  it('says that a file is missing', () => {
    const path = join(folder, 'missing.yaml');
    const error = errorOf(() => readConfiguration(path));
    expect(error.code).toBe('CONFIGURATION_UNREADABLE');
    expect(error.file).toBe(path);
    expect(error.problems).toEqual([`${path}: cannot be read: there is no such file`]);
  });

  it('says that a file is a directory', () => {
    const path = join(folder, 'directory.yaml');
    mkdirSync(path);
    const error = errorOf(() => readConfiguration(path));
    expect(error.code).toBe('CONFIGURATION_UNREADABLE');
    expect(error.problems).toEqual([`${path}: cannot be read: it is a directory`]);
  });

  it('joins the problems in its message', () => {
    const path = written('bad.yaml', 'nodes: a\nlog: {level: loud}');
    const error = errorOf(() => readConfiguration(path));
    expect(error.name).toBe('ConfigurationError');
    expect(error.problems).toHaveLength(2);
    expect(error.message).toBe(error.problems.join('\n'));
  });
});

describe.each([
  ['readYaml', readYaml],
  ['readConf', readConf],
  ['readEmqx5', (file: string, text: string) => readEmqx5(file, text, withoutFiles)],
])('%s', (_name, read) => {
  const fragments = fc.constantFrom(
    'node: ',
    'authentication:\n  users:\n    - {username: u, password: p}\n',
    'listeners: {tcp: {a: {bind: 1}}}\n',
    'exproto.listener.a = tcp://0.0.0.0:1\n',
    'exproto.server.http.port = 9100\n',
    'gateway.exproto {\n',
    'server.bind = 9100\n',
    'listeners.tcp.a.bind = 1\n',
    'handler.address = "http://h:1"\n',
    `$\{?a}`,
    '}\n',
    '"""',
    '__proto__: ',
    'constructor: ',
    '  ',
    '- ',
    '{',
    '[',
    ': ',
    '\n',
    '&a ',
    '*a',
    '!x ',
    '"',
    '<<: ',
    '---\n',
  );
  const garbage = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(fragments, fc.string({ maxLength: 3 }))).map((parts) => parts.join('')),
  );

  test.prop([garbage], { numRuns: 500 })('reads any text, or says in full lines why not', (text) => {
    try {
      read('file', text);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigurationError);
      for (const problem of (error as ConfigurationError).problems) {
        expect(problem).toMatch(/^file:[1-9]\d*:.*\S$/);
      }
    }
  });
});
