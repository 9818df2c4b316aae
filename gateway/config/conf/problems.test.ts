import { describe, expect, it } from 'vitest';
import { problemsOf as problemsFoundBy } from '../../../fixtures/problems-of.ts';
import { readConf } from './read-conf.ts';

const small = `exproto.server.http.port = 9100
exproto.listener.a = tcp://0.0.0.0:7993
exproto.listener.a.connection_handler_url = http://127.0.0.1:9001
`;

const problemsOf = (text: string) => problemsFoundBy(readConf, text);

describe('what would be unsafe to ignore', () => {
  it.each([
    [
      'proxy_protocol = on',
      '4: exproto.listener.a.proxy_protocol is "on": the PROXY protocol is not supported yet, its header would reach the handler as data',
    ],
  ])('%s', (setting, problem) => {
    expect(problemsOf(`${small}exproto.listener.a.${setting}`)).toEqual([problem]);
  });

  it('two listeners on one port of TCP, though one of TCP and one of UDP may share it', () => {
    const second = 'exproto.listener.b.connection_handler_url = http://127.0.0.1:9001\n';
    const withSecond = (transport: string) =>
      `${small}exproto.listener.b = ${transport}://0.0.0.0:7993\n${second}`;
    expect(problemsOf(withSecond('tcp'))[0]).toContain('is taken by exproto.listener.a');
    const { listeners } = readConf('f', withSecond('udp')).configuration;
    expect(listeners.map(({ transport }) => transport)).toEqual(['tcp', 'udp']);
  });

  it('a handler with TLS', () => {
    expect(problemsOf(small.replace('http:', 'https:'))).toEqual([
      '3: exproto.listener.a.connection_handler_url is "https://127.0.0.1:9001": ' +
        'TLS towards the handler is not supported yet, expected http://host:port',
    ]);
  });

  it('an adapter with TLS only', () => {
    expect(problemsOf(small.replace('http.port', 'https.port'))).toEqual([
      '1: exproto.server.https.port: TLS on the adapter is not supported yet, ' +
        'add exproto.server.http.port = 9100 if an adapter without TLS is enough',
    ]);
  });
});

describe('a file that is wrong', () => {
  it.each([
    ['exproto.listener.a.idle_timeout = 30', 'a duration with its unit, such as 30s, 15000ms, 2m or 1h'],
    ['exproto.listener.a.send_timeout = 0', 'a duration above 0, such as 30s'],
    ['exproto.listener.a.backlog = many', 'a whole number from 1 to 2147483647'],
    ['exproto.listener.a.nodelay = yes', 'on, off, true or false'],
    ['exproto.listener.a.proxy_protocol = yes', 'on or off'],
    [
      'exproto.listener.a.access.1 = all',
      'allow or deny, and all, an address or an address range, such as allow 192.168.0.0/24',
    ],
    ['exproto.listener.a.max_connections = 0', 'a whole number from 1 to 2147483647'],
    ['exproto.listener.a.max_conn_rate = 1000/s', 'a whole number from 1 to 2147483647'],
    ['exproto.listener.b = localhost', 'host:port, such as 0.0.0.0:7993'],
    [
      'exproto.listener.b = http://h:1',
      'ip:port behind tcp://, ssl://, udp:// or dtls://, such as tcp://0.0.0.0:7993',
    ],
    ['exproto.listener.b = tcp://h:70000', 'a port from 0 to 65535'],
  ])('%s', (setting, expected) => {
    const [key = '', value = ''] = setting.split(' = ');
    expect(problemsOf(`${small}${setting}`)).toContain(`4: ${key} is "${value}": expected ${expected}`);
  });

  it.each([
    ['exproto.listener.a.idle_timout = 3', 'exproto.listener.a.idle_timeout'],
    ['exproto.server.htp.port = 3', 'exproto.server.http.port'],
  ])('an unknown key like another: %s', (setting, nearest) => {
    expect(problemsOf(`${small}${setting}`)).toEqual([
      `4: unknown key ${setting.split(' ')[0]}, did you mean ${nearest}?`,
    ]);
  });

  it.each([
    'zone',
    'exproto.listener.a.access',
    'exproto.listener.a.access.x',
    'exproto.listener.',
    'exproto.listener.ä',
  ])('an unknown key: %s', (key) => {
    expect(problemsOf(`${small}${key} = 1`)[0]).toMatch(/^4: unknown key "?[\w.ä]+"?/);
  });

  it('a name with dots', () => {
    expect(problemsOf(`${small}exproto.listener.b.c = tcp://0.0.0.0:1`)).toEqual([
      "4: exproto.listener.b.c: a listener's name may not contain dots",
    ]);
  });

  it('a listener without a handler', () => {
    expect(problemsOf(`${small}exproto.listener.b = tcp://0.0.0.0:1`)).toEqual([
      '4: exproto.listener.b has no handler: add exproto.listener.b.connection_handler_url = http://127.0.0.1:9001',
    ]);
  });

  it('settings of a listener that is not there', () => {
    const text = small.replaceAll('listener.a', 'listener.meters');
    expect(problemsOf(`${text}exproto.listener.metres.backlog = 1\nexproto.listener.b.backlog = 1`)).toEqual([
      '4: exproto.listener.metres.backlog: there is no listener metres, did you mean exproto.listener.meters.backlog?',
      '5: exproto.listener.b.backlog: there is no listener b, add exproto.listener.b = tcp://0.0.0.0:7993',
    ]);
  });

  it('a key that is set twice', () => {
    expect(problemsOf(`${small}exproto.server.http.port = 9101`)).toEqual([
      '4: exproto.server.http.port is set twice, first in line 1',
    ]);
  });

  it('lines that are no settings', () => {
    expect(problemsOf(`${small}nonsense\n= 5\nexproto.listener.a.backlog =`)).toEqual([
      '4: expected "key = value", or a comment after #',
      '5: expected "key = value", or a comment after #',
      '6: exproto.listener.a.backlog has no value: expected "key = value"',
    ]);
  });

  it('an address that is taken', () => {
    expect(problemsOf(small.replace('7993', '9100'))).toEqual([
      '2: exproto.listener.a is 0.0.0.0:9100: 0.0.0.0:9100 is taken by exproto.server.http.port, expected another port',
    ]);
  });

  it('nothing at all', () => {
    expect(problemsOf('\n# nothing\n\n')).toEqual([
      '2: exproto.server.http.port is missing: add exproto.server.http.port = 9100',
      '2: there is no listener: add exproto.listener.NAME = tcp://0.0.0.0:7993',
    ]);
  });

  it('a file of EMQX 5', () => {
    expect(problemsOf('# exproto\ngateway.exproto {\n  mountpoint = "a"\n}')).toEqual([
      '2: this is the format of EMQX 5: expected the "exproto.KEY = value" lines of EMQ X 4, or a .yaml file',
    ]);
  });
});
