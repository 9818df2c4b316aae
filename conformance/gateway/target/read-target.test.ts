import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { certificateFile, pem } from '../../../fixtures/certificates.ts';
import { folder, read, smallest } from '../../../fixtures/written-target.ts';
import { readTarget } from './read-target.ts';

const ca = certificateFile('ca.pem');
const client = certificateFile('client.pem').replace(/\.pem$/, '');

describe('readTarget', () => {
  it('fills in what a file leaves out', () => {
    expect(read(smallest, 'my-gateway.yaml')).toEqual({
      name: 'my-gateway',
      file: join(folder, 'my-gateway.yaml'),
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
pid: 4711
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
      file: join(folder, 'target.yaml'),
      listeners: { tcp: { address: { host: 'localhost', port: 1 } } },
      adapter: { host: 'localhost', port: 65_535 },
      handler: { listen: { host: '0.0.0.0', port: 9001 }, service: 'ConnectionHandler', mode: 'stream' },
      dialect: 'emqx-4',
      pid: 4711,
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
