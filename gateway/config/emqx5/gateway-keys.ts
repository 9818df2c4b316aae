import { depends, ignored, type KeyRules, section, taken } from './key-rule.ts';
import { adapterSslKeys, clientSslKeys } from './ssl-keys.ts';

/** The keys of `gateway.exproto`. Those of its listeners are in listener-keys.ts. */
export const gatewayKeys: KeyRules = {
  enable: depends('`false` is refused, because nothing would be left to run.'),
  server: section({
    bind: taken('`adapter.bind`. Required.'),
    ssl_options: section(adapterSslKeys),
  }),
  handler: section({
    address: taken('`handler.url`. Required.'),
    service_name: taken('`handler.service`, `ConnectionUnaryHandler` where it is missing.'),
    ssl_options: section(clientSslKeys),
  }),
  listeners: depends('At least one is required.'),
  mountpoint: taken('`mountpoint`'),
  idle_timeout: taken('`idle_timeout` of every listener.'),
  authentication: depends('Refused, unless every listener has `enable_authn = false`.'),
  clientinfo_override: ignored('EMQX does not use it for exproto either'),
  enable_stats: ignored('the gateway always counts'),
};

const state = ignored('it tells how EMQX was, and sets nothing');

/** What the REST API tells of a gateway besides. */
export const gatewayStateKeys: KeyRules = {
  name: depends('`exproto`; any other gateway is refused.'),
  status: state,
  created_at: state,
  started_at: state,
  stopped_at: state,
};

/** What the REST API tells of a listener besides. */
export const listenerStateKeys: KeyRules = {
  type: taken('`tcp`, `tls`, `udp` or `dtls` below `listeners`.'),
  name: taken('the name of the listener.'),
  id: state,
  running: state,
};
