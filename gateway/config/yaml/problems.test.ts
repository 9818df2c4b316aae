import { describe, expect, it } from 'vitest';
import { problemsOf as problemsFoundBy } from '../../../fixtures/problems-of.ts';
import { readYaml } from './read-yaml.ts';

const problemsOf = (text: string) => problemsFoundBy(readYaml, text);

describe('a wrong value', () => {
  it.each([
    ['node: ""', 'node is ""', 'a text that is not empty; put digits, true and false in quotes'],
    ['adapter: 5', 'adapter is 5', 'a section with bind, max_message_size'],
    ['adapter:', 'adapter is empty', 'a section with bind, max_message_size'],
    ['adapter: {bind: 70000}', 'adapter.bind is 70000', 'a port from 0 to 65535'],
    [
      'adapter: {max_message_size: 5}',
      'adapter.max_message_size is 5',
      'a size above 0 with its unit, such as 512B, 64KB or 1MB',
    ],
    [
      'handler: {url: http://h}',
      'handler.url is "http://h"',
      'http://host:port, such as http://127.0.0.1:9001',
    ],
    ['handler: {service: Foo}', 'handler.service is "Foo"', 'ConnectionUnaryHandler or ConnectionHandler'],
    [
      'handler: {callback_timeout: 30}',
      'handler.callback_timeout is 30',
      'a duration with its unit, such as 30s, 15000ms, 2m or 1h',
    ],
    ['handler: {callback_timeout: 0}', 'handler.callback_timeout is 0', 'a duration above 0, such as 30s'],
    ['listeners: {}', 'listeners is an empty section', 'at least one listener, below tcp, tls, udp or dtls'],
    ['listeners: {tcp: []}', 'listeners.tcp is a list', 'listeners by name'],
    ['listeners: {tcp: {}}', 'listeners.tcp is an empty section', 'at least one listener'],
    ['listeners: {tcp: {a: {}}}', 'listeners.tcp.a.bind is missing', 'host:port, such as 0.0.0.0:7993'],
    ['listeners: {tcp: {a b: {bind: 1}}}', 'listeners.tcp."a b"', 'a name of letters, digits, _ and -'],
    ['listeners: {tcp: {a: {bind: 1, nodelay: yes}}}', 'listeners.tcp.a.nodelay is "yes"', 'true or false'],
    [
      'listeners: {tcp: {a: {bind: 1, backlog: 0}}}',
      'listeners.tcp.a.backlog is 0',
      'a whole number from 1 to 2147483647',
    ],
    [
      'listeners: {tcp: {a: {bind: 1, max_connections: 0}}}',
      'listeners.tcp.a.max_connections is 0',
      'a whole number from 1 to 2147483647',
    ],
    [
      'listeners: {tcp: {a: {bind: 1, max_conn_rate: 1000}}}',
      'listeners.tcp.a.max_conn_rate is 1000',
      'a number per second from 1, such as 1000/s',
    ],
    [
      'listeners: {tcp: {a: {bind: 1, max_conn_burst: 5}}}',
      'listeners.tcp.a.max_conn_burst is 5',
      'max_conn_rate beside it, such as 1000/s',
    ],
    [
      'listeners: {tcp: {a: {bind: 1, max_bytes_rate: 1000/s}}}',
      'listeners.tcp.a.max_bytes_rate is "1000/s"',
      'a size per second, from 1B/s to 2047MB/s, such as 64KB/s or 1MB/s',
    ],
    [
      'listeners: {tcp: {a: {bind: 1, access_rules: [deny all, allow 10.0.0.0/33]}}}',
      'listeners.tcp.a.access_rules[1] is "allow 10.0.0.0/33"',
      'allow or deny, and all, an address or an address range, such as allow 192.168.0.0/24',
    ],
    [
      'listeners: {tcp: {a: {bind: 1, access_rules: deny all}}}',
      'listeners.tcp.a.access_rules is "deny all"',
      'a list',
    ],
    ['mountpoint: a/#', 'mountpoint is "a/#"', 'a text without + and #, such as devices/'],
    [
      `mountpoint: "$\{host}/"`,
      `mountpoint is "$\{host}/"`,
      `no other placeholders than $\{clientid} and $\{username}`,
    ],
    ['mountpoint_from: me', 'mountpoint_from is "me"', 'configuration or client'],
    ['mountpoint: x\nmountpoint_from: client', 'mountpoint is "x"', 'none with mountpoint_from: client'],
    ['close_reasons: 4', 'close_reasons is 4', 'plain or emqx'],
    [
      'authorization: {rules: [{permit: allow, action: all, topic: a/#/b}]}',
      'authorization.rules[0].topic is "a/#/b"',
      'a topic filter, such as sensors/+/up or sensors/#',
    ],
    [
      'authorization: {rules: [{permit: allow, action: read, topic: a}]}',
      'authorization.rules[0].action is "read"',
      'publish, subscribe or all',
    ],
    ['authorization: {otherwise: no}', 'authorization.otherwise is "no"', 'allow or deny'],
    ['max_queued_messages: 0', 'max_queued_messages is 0', 'a whole number from 1 to 2147483647'],
    ['shutdown_timeout: 25d', 'shutdown_timeout is "25d"', 'a duration of at most 24d'],
    ['log: {level: loud}', 'log.level is "loud"', 'debug, info, warn, error or silent'],
  ])('%s', (text, found, expected) => {
    expect(problemsOf(text)).toEqual([`1: ${found}: expected ${expected}`]);
  });

  it('has the line of its key', () => {
    const text =
      'handler:\n  url: http://h:1\nlisteners:\n  tcp:\n    default:\n      # here\n      bind: localhost\n';
    const problem = 'listeners.tcp.default.bind is "localhost": expected host:port, such as 0.0.0.0:7993';
    expect(problemsOf(text)).toEqual([`7: ${problem}`]);
  });

  it('has the line of what surrounds it where it is missing', () => {
    const text = 'authorization:\n  rules:\n    - permit: allow\n      action: all\n';
    const problem =
      'authorization.rules[0].topic is missing: expected a topic filter, such as sensors/+/up or sensors/#';
    expect(problemsOf(text)).toEqual([`3: ${problem}`]);
  });

  it('of https names what is not supported', () => {
    const problem = 'TLS towards the handler is not supported yet, expected http://host:port';
    expect(problemsOf('handler: {url: https://h:1}')).toEqual([
      `1: handler.url is "https://h:1": ${problem}`,
    ]);
  });

  it('stands beside all others, in the order of the file', () => {
    const text = 'log: {level: loud}\nnode: 5\nadapter: {bind: 7993}\nhandlers: {}\nnode: 6\n';
    expect(problemsOf(text).map((problem) => problem.split(' ').slice(0, 4).join(' '))).toEqual([
      '1: log.level is "loud":',
      '3: adapter.bind is 0.0.0.0:7993:',
      '4: unknown key handlers:',
      '5: node is set',
      '5: node is 6:',
    ]);
  });
});

describe('an unknown key', () => {
  it('is named with the nearest one', () => {
    expect(problemsOf('handler:\n  ulr: http://h:1')).toEqual([
      '2: unknown key handler.ulr: did you mean url? expected one of url, service, callback_timeout',
    ]);
  });

  it('is named with those allowed', () => {
    expect(problemsOf('listeners: {tcp: {a: {bind: 1, handler: {tls: 1}}}}')).toEqual([
      '1: unknown key listeners.tcp.a.handler.tls: expected one of url, service, callback_timeout',
    ]);
  });

  it('is ssl where tls is meant', () => {
    expect(problemsOf('listeners: {ssl: {a: {bind: 1}}}')).toContain(
      '1: unknown key listeners.ssl: did you mean tls? expected one of tcp, tls, udp, dtls',
    );
  });

  it('may have any name', () => {
    expect(problemsOf('__proto__: 1')[0]).toMatch(/^1: unknown key __proto__: expected one of node, /);
    expect(problemsOf('listeners: {tcp: {__proto__: {bind: 1}, a: {bind: 1}}}')).toContain(
      '1: listeners.tcp.__proto__: expected another name',
    );
    expect(problemsOf('constructor: 1')[0]).toMatch(/^1: unknown key constructor: expected one of node, /);
    expect(problemsOf('"a\\nb": 1')[0]).toMatch(/^1: unknown key "a\\nb": expected/);
  });
});
