import { dtlsKeys } from './dtls-keys.ts';
import { depends, ignored, type KeyRules, refused, section, taken } from './key-rule.ts';
import { serverSslKeys } from './ssl-keys.ts';

/** The kinds of listeners that EMQX has. */
export const listenerTypes = ['tcp', 'ssl', 'udp', 'dtls'] as const;

export type ListenerType = (typeof listenerTypes)[number];

const ownBuffers = 'the gateway and the operating system choose the sizes of their buffers';
const activeN = ignored('a socket is read as long as its handler keeps up');
const acceptors = ignored('one process accepts all connections');

const common: KeyRules = {
  enable: depends('`false` leaves the listener out, with a warning.'),
  bind: taken('`bind`. Required.'),
  max_connections: taken('`max_connections`, 1024 where it is missing. `infinity` is no limit.'),
  max_conn_rate: taken('`max_conn_rate`, 1000/s where it is missing. EMQX does not enforce it.'),
  access_rules: taken('`access_rules`'),
  mountpoint: taken('`mountpoint`. Different ones are refused, because listeners share it.'),
  enable_authn: depends('`false` lets `authentication` pass with a warning.'),
  authentication: depends('Refused, unless the listener has `enable_authn = false`.'),
};

const tcpOptions: KeyRules = {
  active_n: activeN,
  backlog: taken('`backlog`'),
  send_timeout: taken('`send_timeout`'),
  send_timeout_close: ignored('a device that does not read for send_timeout is always closed', true),
  high_watermark: taken('`send_buffer`'),
  nodelay: taken('`nodelay`'),
  recbuf: ignored(ownBuffers),
  sndbuf: ignored(ownBuffers),
  buffer: ignored(ownBuffers),
  nolinger: ignored('what was accepted for a device is sent before its socket closes', false),
  reuseaddr: ignored('the address is always reused', true),
  keepalive: ignored('no TCP keepalive is sent: let the handler start its timer with StartTimer', 'none'),
};

const tcp: KeyRules = {
  ...common,
  acceptors,
  proxy_protocol: taken('`proxy_protocol`'),
  proxy_protocol_timeout: taken('`proxy_protocol_timeout`'),
  tcp_options: section(tcpOptions),
};

const udp: KeyRules = {
  ...common,
  udp_options: section({
    active_n: activeN,
    recbuf: ignored(ownBuffers),
    sndbuf: ignored(ownBuffers),
    buffer: ignored(ownBuffers),
    reuseaddr: ignored('two sockets never share an address', false),
  }),
  health_check: refused(
    'the gateway does not answer health checks, they would reach the handler as data: let the load balancer check otherwise',
  ),
};

/** The keys of a listener of each kind. */
export const listenerKeys: Readonly<Record<ListenerType, KeyRules>> = {
  tcp,
  ssl: { ...tcp, ssl_options: section(serverSslKeys) },
  udp,
  dtls: { ...udp, acceptors, dtls_options: section(dtlsKeys) },
};
