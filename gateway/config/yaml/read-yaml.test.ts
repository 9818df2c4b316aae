import { describe, expect, it } from 'vitest';
import { defaultConfiguration, defaultListener } from '../default-configuration.ts';
import { readYaml } from './read-yaml.ts';

function read(text: string) {
  return readYaml('gateway.yaml', text).configuration;
}

describe('readYaml', () => {
  it.each(['', '# nothing', '---\n', '~'])('takes %j as all defaults', (text) => {
    expect(readYaml('gateway.yaml', text)).toEqual({ configuration: defaultConfiguration(), warnings: [] });
  });

  it('reads every key', () => {
    const text = `
node: exproto@10.0.0.5
adapter: {bind: 9200, max_message_size: 1MB}
handler: {url: http://handler:9001, service: ConnectionHandler, mode: stream, callback_timeout: 5s}
listeners:
  tcp:
    one:
      bind: "[::1]:7000"
      idle_timeout: 0
      send_timeout: 1s
      send_buffer: 2KB
      receive_buffer: 3KB
      backlog: 4
      nodelay: false
      max_connections: 2
      max_conn_rate: 3/s
      max_conn_burst: 4
      access_rules: [allow 10.0.0.0/8, "deny ::1", deny all]
      max_bytes_rate: 5KB/s
      max_messages_rate: 6/s
      listener_max_bytes_rate: 7MB/s
      listener_max_messages_rate: 8/s
mountpoint: factory/
close_reasons: emqx
authentication: {users: [{username: u, password: p}]}
authorization:
  rules:
    - {permit: deny, action: publish, topic: a/#}
    - {permit: allow, action: all, topic: b, clientid: c}
  otherwise: deny
max_queued_messages: 5
shutdown_timeout: 0
log: {level: silent}
`;
    const handler = {
      url: 'http://handler:9001',
      service: 'ConnectionHandler',
      mode: 'stream',
      callbackTimeout: 5000,
    };
    expect(read(text)).toEqual({
      node: 'exproto@10.0.0.5',
      adapter: { bind: { host: '0.0.0.0', port: 9200 }, maxMessageSize: 1_048_576 },
      listeners: [
        {
          name: 'one',
          transport: 'tcp',
          bind: { host: '::1', port: 7000 },
          handler,
          idleTimeout: 0,
          sendTimeout: 1000,
          sendBuffer: 2048,
          receiveBuffer: 3072,
          backlog: 4,
          noDelay: false,
          limits: {
            maxConnections: 2,
            connectionRate: { rate: 3, burst: 4 },
            accessRules: [
              { permit: 'allow', from: { address: '10.0.0.0', prefix: 8 } },
              { permit: 'deny', from: { address: '::1', prefix: 128 } },
              { permit: 'deny', from: 'all' },
            ],
            perConnection: { bytesRate: 5120, messagesRate: 6 },
            perListener: { bytesRate: 7_340_032, messagesRate: 8 },
          },
        },
      ],
      mountpoint: { from: 'configuration', prefix: 'factory/' },
      closeReasons: 'emqx',
      authentication: { users: [{ username: 'u', password: 'p' }] },
      authorization: {
        rules: [
          { permit: 'deny', action: 'publish', topic: 'a/#' },
          { permit: 'allow', action: 'all', topic: 'b', clientid: 'c' },
        ],
        otherwise: 'deny',
      },
      maxQueuedMessages: 5,
      shutdownTimeout: 0,
      log: { level: 'silent' },
    });
  });

  it('gives the handler to the default listener', () => {
    const { listeners } = read('handler: {url: http://h:1}');
    expect(listeners).toEqual([
      { ...defaultListener(), handler: { ...defaultListener().handler, url: 'http://h:1' } },
    ]);
  });

  it('lets a listener replace parts of the handler', () => {
    const { listeners } = read(`
handler: {url: http://h:1, callback_timeout: 7s}
listeners:
  tcp:
    a: {bind: 1}
    b: {bind: 2, handler: {url: http://h:2}}
    c: {bind: 3, handler: {service: ConnectionHandler}}
    d: {bind: 4, handler: {service: ConnectionHandler, mode: stream}}
`);
    expect(listeners.map(({ name, handler }) => [name, ...Object.values(handler)])).toEqual([
      ['a', 'http://h:1', 'ConnectionUnaryHandler', 'unary', 7000],
      ['b', 'http://h:2', 'ConnectionUnaryHandler', 'unary', 7000],
      ['c', 'http://h:1', 'ConnectionHandler', 'unary', 7000],
      ['d', 'http://h:1', 'ConnectionHandler', 'stream', 7000],
    ]);
  });

  it('lets connections come in a burst of what one second gives', () => {
    const { listeners } = read('listeners: {tcp: {a: {bind: 1, max_conn_rate: 50/s}}}');
    expect(listeners[0]?.limits.connectionRate).toEqual({ rate: 50, burst: 50 });
  });

  it('takes the mount point from the client', () => {
    const prefix = `$\{username}/$\{clientid}/`;
    expect(read(`mountpoint: ${prefix}`).mountpoint).toEqual({ from: 'configuration', prefix });
    expect(read('mountpoint_from: client').mountpoint).toEqual({ from: 'client' });
  });

  it('lets nobody in with an empty list of users', () => {
    expect(read('authentication: {users: []}').authentication).toEqual({ users: [] });
  });

  it('may have several listeners on any free port', () => {
    expect(read('listeners: {tcp: {a: {bind: 0}, b: {bind: 0}}}').listeners).toHaveLength(2);
  });
});

describe('the PROXY protocol', () => {
  const read = (keys: string, transport = 'tcp') =>
    readYaml('f', `listeners: {${transport}: {a: {bind: 1, ${keys}}}}`);

  it.each([
    ['proxy_protocol: true', { timeout: 3_000 }],
    ['proxy_protocol: true, proxy_protocol_timeout: 500ms', { timeout: 500 }],
    ['proxy_protocol: false', undefined],
  ])('%s', (keys, proxyProtocol) => {
    const { configuration, warnings } = read(keys);
    expect(configuration.listeners).toMatchObject([proxyProtocol === undefined ? {} : { proxyProtocol }]);
    expect('proxyProtocol' in (configuration.listeners[0] ?? {})).toBe(proxyProtocol !== undefined);
    expect(warnings).toEqual([]);
  });

  it('has a timeout without effect where it is off', () => {
    expect(read('proxy_protocol_timeout: 3s').warnings).toEqual([
      'f:1: listeners.tcp.a.proxy_protocol_timeout has no effect without proxy_protocol: true beside it',
    ]);
  });

  it('is unknown to UDP', () => {
    expect(() => read('proxy_protocol: true', 'udp')).toThrow('unknown key listeners.udp.a.proxy_protocol');
  });
});
