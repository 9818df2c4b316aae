import { type Transport, transports } from '../../../rules/transport.ts';
import { listenerOf, type Target } from '../target.ts';

/** `etc/plugins/emqx_exproto.conf` of EMQ X 4.4, with the certificates that its image brings. */
export function emqx4Configuration(target: Target, handlerUrl: string): string {
  const declared = transports.filter((transport) => target.listeners[transport] !== undefined);
  return [
    `exproto.server.http.port = ${target.adapter.port}`,
    ...declared.flatMap((transport) => listener(target, transport, handlerUrl)),
    '',
  ].join('\n');
}

function listener(target: Target, transport: Transport, handlerUrl: string): readonly string[] {
  const name = `exproto.listener.${transport}`;
  const encrypted = transport === 'ssl' || transport === 'dtls';
  return [
    '',
    `${name} = ${transport}://0.0.0.0:${listenerOf(target, transport).address.port}`,
    `${name}.connection_handler_url = ${handlerUrl}`,
    `${name}.acceptors = 8`,
    `${name}.max_connections = 1024000`,
    `${name}.max_conn_rate = 1000`,
    `${name}.idle_timeout = ${target.limits.idleTimeout}ms`,
    ...(encrypted
      ? [
          `${name}.certfile = etc/certs/cert.pem`,
          `${name}.keyfile = etc/certs/key.pem`,
          `${name}.cacertfile = etc/certs/cacert.pem`,
          `${name}.verify = verify_none`,
        ]
      : []),
  ];
}
