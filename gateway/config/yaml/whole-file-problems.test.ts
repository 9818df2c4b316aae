import { describe, expect, it } from 'vitest';
import { problemsOf as problemsFoundBy } from '../../../fixtures/problems-of.ts';
import { readYaml } from './read-yaml.ts';

const problemsOf = (text: string) => problemsFoundBy(readYaml, text);

describe('YAML that is none', () => {
  it.each([
    ['a: [', '1:5: the indentation does not fit the lines above'],
    ['node: a\n\tb: 1', '2:1: a tab as indentation: use spaces'],
    ['node: a: b', '1:7: a second ": " in one line: put the value in quotes'],
    ['node: `a', '1:7: a value cannot begin with this character: put the value in quotes'],
    ['node: a\n---\nnode: b', '2:1: a second document begins: a configuration is one document'],
    ['node: !a b', '1:7: unknown tag: put a value that begins with ! in quotes'],
    ['node: *a', '1:7: anchors and aliases are not supported: put a value that begins with & or * in quotes'],
    [
      'node: &a b',
      '1:10: anchors and aliases are not supported: put a value that begins with & or * in quotes',
    ],
  ])('%.20s', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it('nested deeper than the stack', () => {
    expect(problemsOf('[['.repeat(20_000))).toEqual([
      expect.stringMatching(/^1:\d+: not valid YAML \(RESOURCE_EXHAUSTION\)$/),
    ]);
  });

  it('a key that is set twice', () => {
    expect(problemsOf('log: {level: info}\nnode: a\nlog: {level: warn}')).toEqual([
      '3: log is set twice, first in line 1',
    ]);
  });

  it('a file without keys', () => {
    expect(problemsOf('[]')[0]).toMatch(/^1: the file is a list: expected a section with node, adapter, /);
    expect(problemsOf('node')[0]).toMatch(/^1: the file is not valid: expected a section with node, /);
  });
});

describe('addresses that collide', () => {
  const taken = (key: string, bind: string, other: string) =>
    `${key} is ${bind}: ${other}, expected another port`;

  it('among listeners', () => {
    const text = 'listeners:\n  tcp:\n    a: {bind: 7993}\n    b: {bind: "127.0.0.1:7993"}';
    expect(problemsOf(text)).toEqual([
      `4: ${taken('listeners.tcp.b.bind', '127.0.0.1:7993', '0.0.0.0:7993 is taken by listeners.tcp.a.bind')}`,
    ]);
  });

  it('with the default adapter', () => {
    expect(problemsOf('listeners: {tcp: {a: {bind: 9100}}}')).toEqual([
      `1: ${taken('listeners.tcp.a.bind', '0.0.0.0:9100', '127.0.0.1:9100 is taken by adapter.bind')}`,
    ]);
  });

  it('with the default listener', () => {
    expect(problemsOf('node: a\nadapter: {bind: 7993}')).toEqual([
      `2: ${taken('adapter.bind', '0.0.0.0:7993', '0.0.0.0:7993 is taken by listeners.tcp.default.bind')}`,
    ]);
  });
});

describe('credentials', () => {
  it.each([
    'authentication: {users: [{username: u, password: 5150}]}',
    'authentication: {users: [{username: u, password: [5150]}]}',
    'authentication: {users: [{username: u, password: {5150: 5150}}]}',
    'authentication: {users: [{username: u, password:5150}]}',
    'authentication: {users: [{username: u, password: a,5150}]}',
    'authentication: {users: [{username: u, 5150: a, 5150: b}]}',
    'authentication: {users: ["u:5150"]}',
    'authentication: {users: 5150}',
    'authentication: 5150',
    'authentication:users:5150',
    'authentication: {users: [{username: u, password: "a\\5150"}]}',
    'authentication: {users: [{username: u, password: "5150]',
    'authentication: {users: [{username: u, password: *5150}]}',
    'authentication: {users: [{username: u, password: !5150 a}]}',
    'authentication: {users: [{username: u, password: &5150}]}',
    'authentication:\n  users:\n    - username: u\n      password: a: 5150',
    'handler: {url: "http://u:5150@h:1"}',
    'listeners: {tls: {a: {bind: 1, tls: {certfile: a, keyfile: b, password: 5150}}}}',
    'listeners: {tls: {a: {bind: 1, tls: {certfile: a, keyfile: b, password: "5150"}}}}',
    'listeners: {tls: {a: {bind: 1, tls: {certfile: a, keyfile: b, password: [5150]}}}}',
    'listeners: {tls: {a: {bind: 1, tls: {certfile: a, keyfile: b, password:5150}}}}',
    'listeners: {tls: {a: {bind: 1, tls: "password:5150"}}}',
    'listeners: {tls: {a: {bind: 1, tls: ["password:5150"]}}}',
    'listeners: {tls: {a: "password:5150"}}',
    'listeners: {tls: "password:5150"}',
    'listeners: "password:5150"',
  ])('are not printed: %s', (text) => {
    const problems = problemsOf(text);
    expect(problems).not.toEqual([]);
    expect(problems.join('\n')).not.toContain('5150');
  });

  it('say what is wrong with them', () => {
    const text =
      'authentication:\n  users:\n    - {username: u, password: 5150}\n    - {username: u, passwrd: p}';
    const problem = 'expected a text that is not empty; put digits, true and false in quotes';
    expect(problemsOf(text)).toEqual([
      `3: authentication.users[0].password is not valid: ${problem}`,
      '4: authentication.users[1].username is "u": expected each user once, the first is in line 3',
      `4: authentication.users[1].password is missing: ${problem}`,
      '4: unknown key authentication.users[1].passwrd: did you mean password? expected one of username, password',
    ]);
  });
});
