import { describe, expect, it } from 'vitest';
import { emqx5File } from '../../../fixtures/emqx5-file.ts';
import { problemsOf as problemsFoundBy } from '../../../fixtures/problems-of.ts';
import { readEmqx5 } from './read-emqx5.ts';

const problemsOf = (text: string) => problemsFoundBy(readEmqx5, text);

const where = 'gateway.exproto.';
const listener = `${where}listeners.tcp.a.`;

describe('what would be unsafe to ignore', () => {
  it.each([
    ['enable = false', `5:3: ${where}enable: the gateway is switched off`],
    [
      'authentication { mechanism = jwt }',
      `5:3: ${where}authentication: the authenticators of EMQX are not taken`,
    ],
    ['authentication = [{ enable = false }, {}]', `5:3: ${where}authentication: the authenticators`],
    ['listeners.tcp.a.authentication {}', `5:3: ${listener}authentication: the authenticators`],
    [
      'listeners.udp.b { bind = 1, health_check { request = a } }',
      '5:31: gateway.exproto.listeners.udp.b.health_check: ',
    ],
    ['listeners.ssl.b { bind = 1 }', '5:19: gateway.exproto.listeners.ssl.b.ssl_options is missing: add'],
    [
      'listeners.udp.b { bind = 1, mountpoint = b }',
      '5:44: gateway.exproto.listeners.udp.b.mountpoint is "b": all listeners share',
    ],
  ])('%s', (extra, problem) => {
    expect(problemsOf(emqx5File(extra))).toEqual([expect.stringContaining(problem)]);
  });

  it('EMQX refusing what no rule allows', () => {
    expect(problemsOf(`authorization.no_match = deny\n${emqx5File('')}`)).toEqual([
      expect.stringContaining('1:1: authorization.no_match: EMQX refuses what no rule of its own allows'),
    ]);
  });
});

describe('authentication that EMQX would not ask for', () => {
  const authentication = 'authentication { mechanism = password_based, password = hush }';

  it.each([
    ['authentication { enable = false }'],
    ['authentication = []'],
    [`${authentication}\nlisteners.tcp.a.enable_authn = false`],
    [`${authentication}\nlisteners { tcp.a.enable_authn = false, udp.b { enable = false } }`],
    [`listeners.tcp.a { enable_authn = false, ${authentication} }`],
  ])('is a warning: %s', (extra) => {
    const { configuration, warnings } = readEmqx5('file', emqx5File(extra));
    expect(configuration.authentication).toEqual({});
    const told = warnings.filter((warning) => warning.includes('authentication has no effect'));
    expect(told).toHaveLength(1);
    expect(warnings.join()).not.toContain('hush');
  });

  it('is a problem while one listener asks for it', () => {
    const extra = `${authentication}\nlisteners { tcp.a.enable_authn = false, udp.b { bind = 1 } }`;
    expect(problemsOf(emqx5File(extra))).toHaveLength(1);
    expect(problemsOf(emqx5File(extra)).join()).not.toContain('hush');
  });
});

describe('a file that is wrong', () => {
  it.each([
    [
      'idle_timeout = 30 seconds',
      `5:18: ${where}idle_timeout is "30 seconds": expected a duration with its unit`,
    ],
    [
      `mountpoint = "\${endpoint_name}/"`,
      `5:16: ${where}mountpoint is "\${endpoint_name}/": expected no other`,
    ],
    ['mountpoint = "#"', `5:16: ${where}mountpoint is "#": expected a text without + and #`],
    ['server.bind = localhost', `5:17: ${where}server.bind is "localhost": expected host:port`],
    ['handler.address = 9001', `5:21: ${where}handler.address is 9001: expected http://host:port`],
    [
      'handler.service_name = Handler',
      `5:26: ${where}handler.service_name is "Handler": expected Connection`,
    ],
    ['server = 9100', `5:12: ${where}server is 9100: expected a section`],
    ['listeners = 1', `5:15: ${where}listeners is 1: expected a section`],
    ['listeners.tcp = 1', `5:19: ${where}listeners.tcp is 1: expected a section`],
    ['listeners.tcp.a = 1', `5:21: ${where}listeners.tcp.a is 1: expected a section`],
    ['listeners.tcp."a b".bind = 1', `5:3: ${where}listeners.tcp.a b: expected a name of letters`],
    [
      'listeners.tcp.__proto__ { bind = 1 }',
      `5:27: ${where}listeners.tcp.__proto__: expected a name of letters`,
    ],
    ['listeners.tcp.a.max_connections = 0', `5:37: ${listener}max_connections is 0: expected a whole number`],
    [
      'listeners.tcp.a.max_conn_rate = "1/h"',
      `5:35: ${listener}max_conn_rate is "1/h": expected a number per`,
    ],
    ['listeners.tcp.a.access_rules = all', `5:34: ${listener}access_rules is "all": expected a list`],
    [
      'listeners.tcp.a.access_rules = [a]',
      `5:34: ${listener}access_rules is a list: its rule 1 is not valid`,
    ],
    ['listeners.tcp.a.enable = on', `5:28: ${listener}enable is "on": expected true or false`],
    [
      'listeners.tcp.a.tcp_options.nodelay = 1',
      `5:41: ${listener}tcp_options.nodelay is 1: expected true or`,
    ],
    [
      'listeners.tcp.a.tcp_options.send_timeout = 0',
      `5:46: ${listener}tcp_options.send_timeout is 0: expected a`,
    ],
    ['listeners.udp.b {}', `5:19: ${where}listeners.udp.b.bind is missing: add bind = 7993`],
    [
      'listeners.tcp.b.bind = 9100',
      `5:26: ${where}listeners.tcp.b.bind is 0.0.0.0:9100: 0.0.0.0:9100 is taken by`,
    ],
    [
      'listeners.ssl.b { bind = 1, ssl_options = 5 }',
      `5:45: ${where}listeners.ssl.b.ssl_options is 5: expected a section`,
    ],
    ['listeners = []', `5:3: there is no listener: add ${where}listeners.tcp.default { bind = 7993 }`],
    ['listeners.tcp.a.enable = false', `4:3: there is no listener: add ${where}listeners.tcp.default`],
    [
      'listeners = [{ type = tcp }]',
      `5:16: ${where}listeners[0] has no type, or no name: expected type, one of`,
    ],
  ])('%s', (extra, problem) => {
    expect(problemsOf(emqx5File(extra))).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    ['idle_timout = 3s', `5:3: unknown key ${where}idle_timout, did you mean ${where}idle_timeout?`],
    ['servr.bind = 1', `5:3: unknown key ${where}servr, did you mean ${where}server?`],
    ['zone = x', `5:3: unknown key ${where}zone`],
    ['name = exproto', `5:3: unknown key ${where}name`],
    ['handler.adress = x', `5:3: unknown key ${where}handler.adress, did you mean ${where}handler.address?`],
    [
      'listeners.tls.a.bind = 1',
      `5:3: unknown key ${where}listeners.tls: did you mean ssl? expected one of tcp, ssl, udp, dtls`,
    ],
    [
      'listeners.tcp.a.tcp_options.backlg = 1',
      `5:3: unknown key ${listener}tcp_options.backlg, did you mean`,
    ],
    ['listeners.tcp.a.udp_options.buffer = 1', `5:3: unknown key ${listener}udp_options, did you mean`],
    ['listeners.udp.b { bind = 1, acceptors = 1 }', `5:31: unknown key ${where}listeners.udp.b.acceptors`],
    ['toString = 1', `5:3: unknown key ${where}toString`],
  ])('an unknown key: %s', (extra, problem) => {
    expect(problemsOf(emqx5File(extra))).toEqual([expect.stringContaining(problem)]);
  });

  it('a value where it is used', () => {
    expect(problemsOf(`address = localhost\n${emqx5File(`server.bind = $\{address}`)}`)).toEqual([
      expect.stringMatching(/^6:17: gateway\.exproto\.server\.bind is "localhost": expected host:port/),
    ]);
  });

  it('its own lines first, then those of files that it includes', () => {
    const sources = { environment: {}, read: () => ({ text: 'idle_timeout = x' }) };
    const text = emqx5File('include "a.conf"\nmountpoint = "#"');
    expect(problemsFoundBy((file, content) => readEmqx5(`/z/${file}`, content, sources), text)).toEqual([
      expect.stringMatching(/^\/z\/file:6:14: gateway\.exproto\.mountpoint/),
      expect.stringMatching(/^\/z\/a\.conf:1:16: gateway\.exproto\.idle_timeout/),
    ]);
  });

  it('nothing that is required', () => {
    expect(problemsOf('gateway.exproto {}')).toEqual([
      `1:17: ${where}server is missing: add server { bind = 9100 }`,
      `1:17: ${where}handler is missing: add handler { address = "http://127.0.0.1:9001" }`,
      `1:17: there is no listener: add ${where}listeners.tcp.default { bind = 7993 }`,
    ]);
  });

  it.each(['', 'node.name = x', 'gateway.stomp {}', 'gateway = 1'])('no gateway: %j', (text) => {
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^1:\d+: there is no section gateway.exproto, expected that of EMQX 5/),
    ]);
  });

  it('a list', () => {
    expect(problemsOf('[]')).toEqual(['1:1: this is a list: expected gateway.exproto { ... }']);
  });

  it('no HOCON', () => {
    expect(problemsOf('gateway.exproto {\n  password = "hush\n')).toEqual([
      '2:14: the text that begins here has no closing quote',
    ]);
  });
});
