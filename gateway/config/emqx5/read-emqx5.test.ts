import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ListenerConfiguration } from '../configuration.ts';
import { defaultConfiguration, defaultListener } from '../default-configuration.ts';
import { defaultLimits } from '../default-limits.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { writeYaml } from '../yaml/write-yaml.ts';
import { readEmqx5 } from './read-emqx5.ts';

const example = (name: string) =>
  readFileSync(new URL(`../../../fixtures/configurations/${name}`, import.meta.url), 'utf8');

const read = (text: string) => readEmqx5('emqx.conf', text);

/** A file with one listener, and what else its gateway and its listener say. */
function gateway(listener = '', rest = ''): string {
  return `gateway.exproto {
server.bind = 9100
handler.address = "http://127.0.0.1:9001"
listeners.tcp.a { bind = 7993
${listener}
}
${rest}
}`;
}

const limits = { ...defaultLimits(), maxConnections: 1_024_000, connectionRate: { rate: 1000, burst: 1000 } };

describe('a file of EMQX 5', () => {
  it('is read as EMQX shows it, and warns of what has no effect', () => {
    const { configuration, warnings } = read(example('emqx.conf'));
    expect(configuration).toEqual({
      ...defaultConfiguration(),
      adapter: { ...defaultConfiguration().adapter, bind: { host: '0.0.0.0', port: 9100 } },
      listeners: [{ ...defaultListener(), limits }],
      mountpoint: { from: 'configuration', prefix: 'exproto/' },
      closeReasons: 'emqx',
    });
    expect(warnings).toEqual([
      'emqx.conf:9:17: gateway.exproto.server.ssl_options has no effect in this version: ' +
        'it names no certfile, and the adapter is served without TLS',
    ]);
  });

  it('has the defaults of EMQX', () => {
    const [listener] = read(gateway()).configuration.listeners;
    expect(listener).toEqual({
      ...defaultListener(),
      name: 'a',
      limits: { ...limits, maxConnections: 1024 },
    });
  });

  it('sets everything that a listener has', () => {
    const text = gateway(
      `max_connections = infinity
      max_conn_rate = "50/s"
      access_rules = ["allow 10.0.0.0/8", deny all]
      tcp_options { backlog = 7, send_timeout = 500ms, high_watermark = 64KB, nodelay = false }`,
      'idle_timeout = 1m30s\nhandler.service_name = ConnectionHandler',
    );
    const { configuration, warnings } = read(text);
    expect(warnings).toEqual([]);
    expect(configuration.listeners).toEqual([
      {
        name: 'a',
        transport: 'tcp',
        bind: { host: '0.0.0.0', port: 7993 },
        handler: { ...defaultListener().handler, service: 'ConnectionHandler' },
        idleTimeout: 90_000,
        sendTimeout: 500,
        sendBuffer: 65_536,
        receiveBuffer: 65_536,
        backlog: 7,
        noDelay: false,
        limits: {
          ...defaultLimits(),
          maxConnections: 2 ** 31 - 1,
          connectionRate: { rate: 50, burst: 50 },
          accessRules: [
            { permit: 'allow', from: { address: '10.0.0.0', prefix: 8 } },
            { permit: 'deny', from: 'all' },
          ],
        },
      },
    ] satisfies ListenerConfiguration[]);
  });

  it.each([
    ['7994', { host: '0.0.0.0', port: 7994 }],
    ['"7994"', { host: '0.0.0.0', port: 7994 }],
    ['":7994"', { host: '0.0.0.0', port: 7994 }],
    ['"127.0.0.1:7994"', { host: '127.0.0.1', port: 7994 }],
    ['"[::1]:7994"', { host: '::1', port: 7994 }],
    ['"::1:7994"', { host: '::1', port: 7994 }],
  ])('listens on %s', (bind, address) => {
    expect(read(gateway(`bind = ${bind}`)).configuration.listeners[0]?.bind).toEqual(address);
  });

  it.each([
    ['15000', 15_000],
    ['"15000"', 15_000],
    ['15s', 15_000],
    ['"15S"', 15_000],
    ['0', 0],
    ['1h5m0s', 3_900_000],
  ])('waits %s', (time, milliseconds) => {
    const { listeners } = read(gateway('', `idle_timeout = ${time}`)).configuration;
    expect(listeners[0]?.idleTimeout).toBe(milliseconds);
  });

  it('has the mount point of its listeners, if they share one', () => {
    const text = gateway('mountpoint = "own/"', 'mountpoint = "common/"');
    expect(read(text).configuration.mountpoint).toEqual({ from: 'configuration', prefix: 'own/' });
  });

  it('takes what is null as missing', () => {
    const { configuration } = read(gateway('max_connections = null', 'mountpoint = null'));
    expect(configuration.listeners[0]?.limits.maxConnections).toBe(1024);
    expect(configuration.mountpoint).toEqual({ from: 'configuration', prefix: '' });
  });

  it('has UDP listeners', () => {
    const { configuration } = read(gateway('', 'listeners.udp.b { bind = 7993, max_connections = 5 }'));
    expect(configuration.listeners).toMatchObject([
      { transport: 'tcp', name: 'a' },
      { transport: 'udp', name: 'b', bind: { host: '0.0.0.0', port: 7993 }, limits: { maxConnections: 5 } },
    ]);
  });

  it('leaves out listeners that are switched off', () => {
    const { configuration, warnings } = read(gateway('', 'listeners.dtls.b { enable = false, bind = 1 }'));
    expect(configuration.listeners.map(({ name }) => name)).toEqual(['a']);
    expect(warnings).toEqual([
      'emqx.conf:7:18: gateway.exproto.listeners.dtls.b is switched off, and left out',
    ]);
  });

  it('may say much for other parts of EMQX', () => {
    const { warnings } = read(`node { name = "emqx@127.0.0.1" }
gateway.stomp { enable = true }
authorization { no_match = allow, sources = [] }
${gateway()}`);
    expect(warnings).toEqual([
      'emqx.conf:1:1: only gateway.exproto is read, these have no effect: node, gateway.stomp',
      expect.stringMatching(
        /^emqx.conf:3:1: authorization has no effect in this version: clients may publish/,
      ),
    ]);
  });

  it('may stand in several files', () => {
    const part = 'bind = 7994\nmax_connections = 0';
    const sources = { environment: {}, read: () => ({ text: part }) };
    expect(() => readEmqx5('/etc/emqx.conf', gateway('include "part.conf"'), sources)).toThrow(
      '/etc/part.conf:2:19: gateway.exproto.listeners.tcp.a.max_connections is 0: expected a whole number',
    );
  });
});

describe('the answer of the REST API', () => {
  it('is read as it is', () => {
    const { configuration, warnings } = read(example('emqx-gateway.json'));
    expect(configuration).toEqual({
      ...defaultConfiguration(),
      adapter: { ...defaultConfiguration().adapter, bind: { host: '0.0.0.0', port: 9100 } },
      listeners: [
        { ...defaultListener(), limits },
        {
          ...defaultListener(),
          transport: 'udp',
          name: 'meters',
          bind: { host: '0.0.0.0', port: 7994 },
          limits: { ...limits, maxConnections: 1024 },
        },
      ],
      mountpoint: { from: 'configuration', prefix: 'exproto/' },
      closeReasons: 'emqx',
    });
    const ignored = warnings.map((warning) => /: ([^ ]+) has no effect/.exec(warning)?.[1]);
    const options = ['active_n', 'buffer'].map((key) => `listeners[0].tcp_options.${key}`);
    const listener = ['id', 'running', 'acceptors'].map((key) => `listeners[0].${key}`);
    const state = ['status', 'created_at', 'started_at', 'enable_stats'];
    const second = ['listeners[1].id', 'listeners[1].running'];
    expect(ignored).toEqual([...state, ...listener, ...options, ...second]);
  });

  it('may have its listeners in a file, too', () => {
    const listeners =
      'listeners = [{ type = ssl, name = off, enable = false }, { type = udp, name = b, bind = 5 }]';
    const { configuration } = read(gateway('', listeners));
    expect(configuration.listeners.map(({ name }) => name)).toEqual(['b']);
  });

  it('of another gateway is refused', () => {
    const text = example('emqx-gateway.json').replace('"exproto"', '"stomp"');
    expect(() => read(text)).toThrow('2:11: name is "stomp": only the gateway exproto can be read');
  });
});

describe('a file that is converted', () => {
  it.each([
    ['the example', example('emqx.conf')],
    ['the answer of the REST API', example('emqx-gateway.json')],
    ['a file without limits', gateway('max_connections = infinity\nmax_conn_rate = 1')],
  ])('means the same: %s', (_name, text) => {
    const { configuration } = read(text);
    const yaml = readYaml('gateway.yaml', writeYaml(configuration, 'written'));
    expect(yaml).toEqual({ configuration, warnings: [] });
  });
});
