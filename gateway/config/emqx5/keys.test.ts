import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keyRows } from '../../../fixtures/emqx5-key-table.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { gatewayKeys, gatewayStateKeys, listenerStateKeys } from './gateway-keys.ts';
import { listenerKeys } from './listener-keys.ts';
import { readEmqx5 } from './read-emqx5.ts';
import { clientSslKeys, serverSslKeys } from './ssl-keys.ts';

const page = readFileSync(new URL('../../../docs/migrate-from-emqx.md', import.meta.url), 'utf8');

describe('docs/migrate-from-emqx.md', () => {
  it.each(
    Object.entries({
      'the gateway': gatewayKeys,
      'a listener': listenerKeys.ssl,
      'a UDP listener': listenerKeys.udp,
      'TLS of a listener': serverSslKeys,
      'TLS towards the handler': clientSslKeys,
      'the REST API': gatewayStateKeys,
      'a listener of the REST API': listenerStateKeys,
    }),
  )('has a table for the keys of %s', (_name, rules) => {
    const head = '| key | what becomes of it |\n| --- | --- |\n';
    expect(`${page}\n`).toContain(`${head}${keyRows(rules).join('\n')}\n\n`);
  });

  it('has no other tables', () => {
    expect(page.match(/\| key \| what becomes of it \|/g)).toHaveLength(7);
  });
});

const streamKeys = ['acceptors = 8', 'proxy_protocol = false', 'proxy_protocol_timeout = 3s'];
const commonKeys = [
  'max_connections = 5',
  'max_conn_rate = 5',
  'access_rules = ["allow all"]',
  'enable_authn = true',
];
const tcpOptions = ['active_n = 5', 'backlog = 5', 'send_timeout = 5s', 'send_timeout_close = true'];
const buffers = ['recbuf = 4KB', 'sndbuf = 4KB', 'buffer = 4KB'];
const tls = [
  'cacertfile = "ca.pem"',
  'certfile = "server.pem"',
  'keyfile = "server.key"',
  'verify = verify_peer',
];
const tlsRest = ['fail_if_no_peer_cert = true', 'versions = [tlsv1.3]', 'ciphers = [TLS_AES_128_GCM_SHA256]'];

/** The keys that users of EMQX 5 have, each below its section, with a value that EMQX takes. */
const keysInUse = [
  ...[
    'mountpoint = "m/"',
    'idle_timeout = 5s',
    'enable_stats = true',
    'clientinfo_override { username = u }',
  ],
  ...['server.ssl_options { verify = verify_none }', 'handler.service_name = ConnectionHandler'],
  'handler.ssl_options { enable = false }',
  ...[...commonKeys, ...streamKeys].map((key) => `listeners.tcp.a.${key}`),
  ...[...tcpOptions, ...buffers, 'nodelay = true', 'reuseaddr = true'].map(
    (key) => `listeners.tcp.a.tcp_options.${key}`,
  ),
  ...[...commonKeys, ...streamKeys].map((key) => `listeners.ssl.b.${key}`),
  ...[...tls, ...tlsRest].map((key) => `listeners.ssl.b.ssl_options.${key}`),
  ...commonKeys.map((key) => `listeners.udp.c.${key}`),
  ...['active_n = 5', ...buffers, 'reuseaddr = true'].map((key) => `listeners.udp.c.udp_options.${key}`),
];

/** What becomes of a file to which this line is added: its new warnings, or its problems. */
function outcomeOf(line: string): string {
  const file = new URL('../../../fixtures/certificates/emqx.conf', import.meta.url).pathname;
  const text = `gateway.exproto {
    server.bind = 9100
    handler.address = "http://127.0.0.1:9001"
    listeners.tcp.a.bind = 1
    listeners.ssl.b { bind = 2, ssl_options { certfile = server.pem, keyfile = server.key, cacertfile = ca.pem, verify = verify_peer } }
    listeners.udp.c.bind = 3
    ${line}
  }`;
  try {
    const { warnings } = readEmqx5(file, text);
    return warnings.length === 0 ? 'taken' : warnings.join('\n').replaceAll(file, '');
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.replaceAll(file, '');
    throw error;
  }
}

describe('a key that users of EMQX 5 have', () => {
  it.each(keysInUse)('is taken, or a warning names it and the consequence: %s', (line) => {
    const [key = ''] = line.split(/ = | \{/);
    const outcome = outcomeOf(line);
    if (outcome !== 'taken') {
      expect(outcome).toMatch(/^:7:\d+: gateway\.exproto\.[\w.]+ has no effect in this version: .+$/);
      expect(outcome).toContain(`gateway.exproto.${key} `);
    }
  });

  it.each(['authentication { mechanism = jwt }', 'listeners.tcp.a.authentication { mechanism = jwt }'])(
    'is refused: %s',
    (line) => {
      const problems = outcomeOf(line).split('\n');
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(/^:7:\d+: gateway\.exproto\.[\w.]+: .+: .+/);
    },
  );
});
