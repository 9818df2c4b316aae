import { describe, expect, it } from 'vitest';
import { writeTemporary } from '../../fixtures/run-exproto.ts';
import { readDeclaredLimits } from './read-declared-limits.ts';

const file = writeTemporary(
  'gateway.yaml',
  `handler: { url: "http://127.0.0.1:9001" }
listeners:
  tcp:
    meters: { bind: 0.0.0.0:7993, max_connections: 100, max_conn_rate: 50/s, listener_max_bytes_rate: 1MB/s, access_rules: [deny all] }
    proxied: { bind: 127.0.0.1:7994, proxy_protocol: true }
  udp:
    valves: { bind: "[::]:0", max_messages_rate: 9/s }
`,
);

describe('readDeclaredLimits', () => {
  it('reads what one listener declares, and where it is', () => {
    expect(readDeclaredLimits(file, 'tcp:meters')).toEqual({
      declared: {
        numbers: {
          max_connections: 100,
          max_conn_rate: 50,
          max_conn_burst: 50,
          listener_max_bytes_rate: 2 ** 20,
        },
        accessRules: [{ permit: 'deny', from: 'all' }],
      },
      target: { transport: 'tcp', host: '127.0.0.1', port: 7993 },
      warnings: [],
    });
  });

  it('takes a number that nobody chose for none, and knows no port that the system chooses', () => {
    expect(readDeclaredLimits(file, 'udp.valves')).toEqual({
      declared: { numbers: { max_messages_rate: 9 }, accessRules: [] },
      target: undefined,
      warnings: [],
    });
  });

  it('needs no name where there is one listener', () => {
    const small = writeTemporary('small.yaml', 'listeners: { tcp: { only: { bind: 127.0.0.1:7995 } } }\n');
    expect(readDeclaredLimits(small).target?.port).toBe(7995);
  });

  it('reads the files of EMQX, and passes on what is said of them', () => {
    const text =
      'gateway.exproto { server { bind = 9100 }, handler { address = "http://127.0.0.1:9001" }, mountpoint = "", listeners.tcp.default { bind = 7993, max_connections = 5, max_conn_rate = "7/s", acceptors = 8 } }';
    const { declared, warnings } = readDeclaredLimits(writeTemporary('emqx.hocon', text), 'tcp:default');
    expect(declared.numbers).toEqual({ max_connections: 5, max_conn_rate: 7, max_conn_burst: 7 });
    expect(warnings.join()).toContain('acceptors');
  });

  it('says which listeners there are', () => {
    expect(() => readDeclaredLimits(file)).toThrow(
      /give --listener with one of tcp:meters, tcp:proxied, udp:/,
    );
    expect(() => readDeclaredLimits(file, 'tcp:pumps')).toThrow(/--listener tcp:pumps: .* has tcp:meters, /);
  });

  it('refuses a listener that expects what devices here do not send', () => {
    expect(() => readDeclaredLimits(file, 'tcp:proxied')).toThrow('tcp:proxied expects a PROXY header');
  });
});
