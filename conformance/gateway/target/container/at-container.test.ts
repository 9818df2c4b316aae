import { describe, expect, it } from 'vitest';
import { writeTemporary } from '../../../../fixtures/run-exproto.ts';
import { readTarget } from '../read-target.ts';
import { atContainer } from './at-container.ts';

const target = readTarget(
  writeTemporary(
    'target.yaml',
    `
listeners:
  tcp:
    address: 127.0.0.1:17993
    limited:
      connections: { address: "127.0.0.1:7001", max_connections: 5 }
      connection_rate: { address: "127.0.0.1:7002", max_conn_rate: 5/s }
      throughput: { address: "127.0.0.1:7003", max_bytes_rate: 2KB/s }
      denied: 127.0.0.1:7004
  ssl: gateway.example:7995
  udp: { address: "127.0.0.1:17993", idle: { address: "127.0.0.1:7005", idle_timeout: 2s } }
  dtls: { address: "127.0.0.1:7995", server_name: device.example }
adapter: 127.0.0.1:9100
handler: { listen: "0.0.0.0:9001" }
container:
  image: my/gateway:1
  ports: ["17993:7993", "17993:7994/udp", 7001, 7002, 7003, 7004, 7005/udp, 7995, 7995/udp]
`,
  ),
);

describe('atContainer', () => {
  const { listeners, adapter } = atContainer(target, target.container?.ports ?? [], '172.17.0.2');
  const at = (port: number) => ({ address: { host: '172.17.0.2', port } });

  it('has each listener at the port of the container, by its protocol', () => {
    expect(listeners).toMatchObject({ tcp: at(7993), ssl: at(7995), udp: at(7994), dtls: at(7995) });
    expect(listeners.udp?.idle).toEqual({ ...at(7005), timeout: 2_000 });
  });

  it('keeps what is said of listeners with limits', () => {
    expect(listeners.tcp?.limited).toEqual({
      connections: { ...at(7001), largest: 5 },
      connectionRate: { ...at(7002), perSecond: 5 },
      throughput: { ...at(7003), bytesPerSecond: 2_048 },
      denied: at(7004),
    });
  });

  it('goes on asking for the name that the certificate was made for', () => {
    expect(listeners.ssl?.serverName).toBe('gateway.example');
    expect(listeners.dtls?.serverName).toBe('device.example');
  });

  it('leaves an address of which ports say nothing', () => {
    expect(adapter).toEqual({ host: '127.0.0.1', port: 9100 });
  });
});
