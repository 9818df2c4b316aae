import { depends, ignored, type KeyRules, refused, taken } from './key-rule.ts';

/** The keys that EMQX has for TLS of both sides, and that have no meaning here. */
const ignoredKeys: KeyRules = {
  depth: ignored('a chain of certificates may be as long as OpenSSL allows'),
  reuse_sessions: ignored('a session may always be resumed', true),
  secure_renegotiate: ignored('nobody may renegotiate insecurely', true),
  hibernate_after: ignored('nothing sleeps between messages'),
  log_level: ignored('the gateway has one log, with log.level'),
  cacerts: ignored('the authorities are those of cacertfile', false),
  partial_chain: ignored('a chain of certificates must end at its root', false),
};

const refusedKeys: KeyRules = {
  verify_peer_ext_key_usage: refused(
    'the use that a certificate is meant for is not checked here: remove the line, and let the authority in cacertfile sign no other certificates',
  ),
  managed_certs: refused('certificates that EMQX keeps cannot be read: write certfile and keyfile'),
};

/** The keys of `ssl_options` where devices, or the handler, connect. */
export const serverSslKeys: KeyRules = {
  certfile: taken('`tls.certfile`. Required.'),
  keyfile: taken('`tls.keyfile`. Required.'),
  password: taken('`tls.password`. `file://` is refused.'),
  cacertfile: taken('`tls.cacertfile`. Required with `verify_peer`.'),
  verify: taken('`tls.verify`'),
  fail_if_no_peer_cert: taken('`tls.fail_if_no_peer_cert`'),
  versions: taken('`tls.versions`. Versions below `tlsv1.2` are left out, with a warning.'),
  ciphers: taken('`tls.ciphers`. Those that OpenSSL does not have are left out, with a warning.'),
  honor_cipher_order: taken('`tls.honor_cipher_order`'),
  handshake_timeout: taken('`tls.handshake_timeout`'),
  ...ignoredKeys,
  client_renegotiation: ignored('Node.js limits how often a device may renegotiate'),
  dhfile: ignored('OpenSSL chooses the parameters of DHE'),
  user_lookup_fun: ignored('no device is let in by a pre-shared key'),
  gc_after_handshake: ignored('Node.js collects garbage when it needs to', false),
  ocsp: ignored('no OCSP response is sent with the certificate'),
  enable_crl_check: refused(
    'lists of revoked certificates are not read, so revoked ones would be let in: set it to false',
    false,
  ),
  ...refusedKeys,
};

/** The keys of `ssl_options` of the adapter. */
export const adapterSslKeys: KeyRules = {
  ...serverSslKeys,
  honor_cipher_order: ignored('the order of the adapter decides', true),
  handshake_timeout: ignored('a handler has 15 seconds for its handshake'),
};

/** The keys of `ssl_options` where the gateway connects to the handler. */
export const clientSslKeys: KeyRules = {
  enable: depends('`true` calls the handler with `https://`. `false` is a warning.'),
  certfile: taken('`handler.tls.certfile`'),
  keyfile: taken('`handler.tls.keyfile`'),
  password: taken('`handler.tls.password`. `file://` is refused.'),
  cacertfile: taken('`handler.tls.cacertfile`'),
  verify: taken('`handler.tls.verify`, `verify_none` where it is missing, with a warning.'),
  server_name_indication: taken('`handler.tls.server_name`. `disable` with `verify_peer` is a warning.'),
  versions: ignored('OpenSSL and the handler choose the version'),
  ciphers: ignored('OpenSSL and the handler choose the cipher'),
  user_lookup_fun: ignored('no pre-shared key is offered to the handler'),
  ...ignoredKeys,
  ...refusedKeys,
};
