import { type Transport, transports } from '../../../rules/transport.ts';
import { listenerOf, type Target } from '../target.ts';

/** `etc/emqx.conf` of EMQX 5.8, with the certificates that its image brings. */
export function emqx5Configuration(target: Target, handlerUrl: string): string {
  const { adapter, handler, limits, mountpoint, listeners } = target;
  const prefix = mountpoint.from === 'configuration' ? mountpoint.prefix : '';
  const declared = transports.filter((transport) => listeners[transport] !== undefined);
  return `node { name = "emqx@127.0.0.1", cookie = "certification", data_dir = "data" }
cluster { name = "certification", discovery_strategy = manual }
gateway.exproto {
  mountpoint = ${JSON.stringify(prefix)}
  idle_timeout = ${limits.idleTimeout}ms
  server { bind = "0.0.0.0:${adapter.port}" }
  handler { address = "${handlerUrl}", service_name = "${handler.service}" }
  listeners {
${declared.map((transport) => listener(target, transport)).join('\n')}
  }
}
`;
}

const certificates = `cacertfile = "etc/certs/cacert.pem", certfile = "etc/certs/cert.pem", keyfile = "etc/certs/key.pem", verify = verify_none`;

function listener(target: Target, transport: Transport): string {
  const { port } = listenerOf(target, transport).address;
  const encryption: Partial<Record<Transport, string>> = {
    ssl: `, ssl_options { ${certificates} }`,
    dtls: `, dtls_options { ${certificates} }`,
  };
  return `    ${transport}.default { bind = "0.0.0.0:${port}", max_connections = 1024000, max_conn_rate = 1000${encryption[transport] ?? ''} }`;
}
