import { describe, expect, it } from 'vitest';
import type { TcpListenerConfiguration } from '../configuration.ts';
import { defaultConfiguration, defaultListener } from '../default-configuration.ts';
import { defaultLimits } from '../default-limits.ts';
import { ignoredListenerKeys, ignoredServerKeys, streamListenerKeys } from './keys.ts';
import { readConf } from './read-conf.ts';

const seed = `
## The ConnectionAdapter services listen on
exproto.server.http.port = 9100

## The ExProto listen on for accepting Client connection
exproto.listener.protoname = tcp://0.0.0.0:7993

## The ConnectionHandler callback address
exproto.listener.protoname.connection_handler_url = http://127.0.0.1:9001
`;

const small = `exproto.server.http.port = 9100
exproto.listener.a = tcp://0.0.0.0:7993
exproto.listener.a.connection_handler_url = http://127.0.0.1:9001
`;

function read(text: string) {
  return readConf('exproto.conf', text);
}

describe('readConf', () => {
  it('reads the example of the developing guide', () => {
    expect(read(seed)).toEqual({
      configuration: {
        ...defaultConfiguration(),
        adapter: { ...defaultConfiguration().adapter, bind: { host: '0.0.0.0', port: 9100 } },
        listeners: [
          {
            ...defaultListener(),
            name: 'protoname',
            handler: { ...defaultListener().handler, service: 'ConnectionHandler' },
          },
        ],
        mountpoint: { from: 'client' },
        closeReasons: 'emqx',
      },
      warnings: [],
    });
  });

  it('reads a listener and its settings', () => {
    const text = `exproto.server.http.port=127.0.0.1:9100   # only here\r
exproto.listener.a.idle_timeout = 1m30s
exproto.listener.a.send_timeout = 500ms
exproto.listener.a.backlog = 7
exproto.listener.a.nodelay = off
exproto.listener.a.connection_handler_url = http://handler:80
exproto.listener.a = tcp://[::1]:7993
exproto.listener.b-2 = 7994
exproto.listener.b-2.connection_handler_url = http://handler:81
`;
    const { configuration } = read(text);
    expect(configuration.adapter.bind).toEqual({ host: '127.0.0.1', port: 9100 });
    expect(configuration.listeners).toMatchObject([
      {
        name: 'a',
        bind: { host: '::1', port: 7993 },
        handler: { url: 'http://handler:80', service: 'ConnectionHandler' },
        idleTimeout: 90_000,
        sendTimeout: 500,
        backlog: 7,
        noDelay: false,
      },
      { name: 'b-2', bind: { host: '0.0.0.0', port: 7994 }, handler: { url: 'http://handler:81' } },
    ]);
  });

  it('warns of a setting without effect', () => {
    expect(read(`${small}exproto.listener.a.acceptors = 8\n`).warnings).toEqual([
      'exproto.conf:4: exproto.listener.a.acceptors has no effect in this version: ' +
        'one process accepts all connections',
    ]);
  });

  it.each([
    ...ignoredServerKeys.keys(),
    ...[...ignoredListenerKeys.keys()]
      .filter((key) => !streamListenerKeys.includes(key))
      .map((key) => `exproto.listener.a.${key}`),
  ])('warns of %s', (key) => {
    expect(read(`${small}${key} = 5`).warnings).toEqual([
      expect.stringMatching(`^exproto.conf:4: ${key} has no effect in this version: .+$`),
    ]);
  });

  it('reads the file that EMQ X 4 shipped, and warns of what has no effect', () => {
    const shipped = `
exproto.server.http.port = 9100
exproto.server.https.port = 9101
exproto.server.https.cacertfile = etc/certs/cacert.pem
exproto.server.https.certfile = etc/certs/cert.pem
exproto.server.https.keyfile = etc/certs/key.pem
exproto.listener.protoname = tcp://0.0.0.0:7993
exproto.listener.protoname.connection_handler_url = http://127.0.0.1:9001
exproto.listener.protoname.acceptors = 8
exproto.listener.protoname.max_connections = 1024000
exproto.listener.protoname.max_conn_rate = 1000
exproto.listener.protoname.active_n = 100
exproto.listener.protoname.idle_timeout = 30s
exproto.listener.protoname.access.1 = allow all
exproto.listener.protoname.backlog = 1024
exproto.listener.protoname.send_timeout = 15s
exproto.listener.protoname.send_timeout_close = on
exproto.listener.protoname.nodelay = true
exproto.listener.protoname.reuseaddr = true
`;
    const { configuration, warnings } = read(shipped);
    const [listener = defaultListener()] = read(seed).configuration.listeners;
    const limits = {
      ...defaultLimits(),
      connectionRate: { rate: 1000, burst: 1000 },
      accessRules: [{ permit: 'allow', from: 'all' }],
    };
    expect(configuration).toEqual({ ...read(seed).configuration, listeners: [{ ...listener, limits }] });
    expect(warnings).toHaveLength(8);
    expect(warnings[0]).toBe(
      'exproto.conf:3: exproto.server.https.port has no effect in this version: ' +
        'the adapter is served without TLS, on exproto.server.http.port only',
    );
  });

  it('reads limits, and access rules in the order of their numbers', () => {
    const { configuration, warnings } = read(`${small}
exproto.listener.a.access.10 = deny all
exproto.listener.a.access.9 = allow ::1
exproto.listener.a.access.2 = allow 10.0.0.0/8
exproto.listener.a.max_connections = 2
exproto.listener.a.max_conn_rate = 3
exproto.listener.b.access.1 = deny 10.0.0.1
exproto.listener.b = 7994
exproto.listener.b.connection_handler_url = http://handler:81
`);
    expect(warnings).toEqual([]);
    expect(configuration.listeners.map(({ limits }) => limits)).toEqual([
      {
        ...defaultLimits(),
        maxConnections: 2,
        connectionRate: { rate: 3, burst: 3 },
        accessRules: [
          { permit: 'allow', from: { address: '10.0.0.0', prefix: 8 } },
          { permit: 'allow', from: { address: '::1', prefix: 128 } },
          { permit: 'deny', from: 'all' },
        ],
      },
      {
        ...defaultLimits(),
        accessRules: [{ permit: 'deny', from: { address: '10.0.0.1', prefix: 32 } }],
      },
    ]);
  });

  it.each([
    ['proxy_protocol = on', { timeout: 3_000 }],
    ['proxy_protocol = true\nexproto.listener.a.proxy_protocol_timeout = 500ms', { timeout: 500 }],
    ['proxy_protocol = off', undefined],
  ])('reads %s', (setting, proxyProtocol) => {
    const { configuration, warnings } = read(`${small}exproto.listener.a.${setting}`);
    expect(configuration.listeners[0]).toHaveProperty('transport', 'tcp');
    expect((configuration.listeners[0] as TcpListenerConfiguration).proxyProtocol).toEqual(proxyProtocol);
    expect(warnings).toEqual([]);
  });

  it('warns of a timeout for a PROXY header that is not expected', () => {
    expect(read(`${small}exproto.listener.a.proxy_protocol_timeout = 3s`).warnings).toEqual([
      'exproto.conf:4: exproto.listener.a.proxy_protocol_timeout has no effect without exproto.listener.a.proxy_protocol = on',
    ]);
  });

  it.each(['proxy_protocol = on', 'proxy_protocol_timeout = 3s'])('warns of %s on udp', (setting) => {
    const { configuration, warnings } = read(`${small.replace('tcp:', 'udp:')}exproto.listener.a.${setting}`);
    expect(configuration.listeners[0]).not.toHaveProperty('proxyProtocol');
    expect(warnings).toEqual([
      expect.stringContaining('has no effect in this version: datagrams have no PROXY header'),
    ]);
  });
});
