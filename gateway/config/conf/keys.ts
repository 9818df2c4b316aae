/** The port of the gateway's ConnectionAdapter. */
export const adapterKey = 'exproto.server.http.port';

/** The port of a ConnectionAdapter with TLS. */
export const adapterTlsKey = 'exproto.server.https.port';

/** What every listener's keys begin with. */
export const listenerPrefix = 'exproto.listener.';

/** The keys of a listener that mean here what they mean in EMQ X 4. */
export const listenerKeys = [
  'connection_handler_url',
  'idle_timeout',
  'send_timeout',
  'backlog',
  'nodelay',
  'max_connections',
  'max_conn_rate',
];

/** `access.1`, `access.2` and so on, which mean here what they mean in EMQ X 4. */
export const accessKey = /^access\.(?<position>\d+)$/;

/** The keys that mean here what they mean in EMQ X 4 where the listener is `ssl://`. */
export const tlsListenerKeys = [
  'keyfile',
  'certfile',
  'cacertfile',
  'verify',
  'fail_if_no_peer_cert',
  'tls_versions',
  'ciphers',
  'honor_cipher_order',
];

/** The same where the listener is `dtls://`. */
export const dtlsListenerKeys = [
  'keyfile',
  'certfile',
  'cacertfile',
  'verify',
  'fail_if_no_peer_cert',
  'ciphers',
];

/** What has no effect where the listener is `dtls://`, and why. */
export const ignoredDtlsKeys: ReadonlyMap<string, string> = new Map([
  ['tls_versions', 'a dtls listener speaks DTLS 1.2'],
  ['honor_cipher_order', "the order of a dtls listener's ciphers outweighs the device's"],
]);

const noTlsAdapter = `the adapter is served without TLS, on ${adapterKey} only`;
const noTlsHandler = 'the handler is called without TLS';
const noTlsListener = 'a tcp listener uses no TLS';
const ownBuffers = 'the operating system and Node.js choose the sizes of their buffers';

/** The keys for the server that are read and have no effect, each with the consequence. */
export const ignoredServerKeys: ReadonlyMap<string, string> = new Map([
  [adapterTlsKey, noTlsAdapter],
  ['exproto.server.https.cacertfile', noTlsAdapter],
  ['exproto.server.https.certfile', noTlsAdapter],
  ['exproto.server.https.keyfile', noTlsAdapter],
]);

/** The same for a listener. */
export const ignoredListenerKeys: ReadonlyMap<string, string> = new Map([
  ['connection_handler_certfile', noTlsHandler],
  ['connection_handler_cacertfile', noTlsHandler],
  ['connection_handler_keyfile', noTlsHandler],
  ['acceptors', 'one process accepts all connections'],
  ['active_n', 'a socket is read as long as its handler keeps up'],
  ['proxy_protocol', 'no PROXY header is expected'],
  ['proxy_protocol_timeout', 'no PROXY header is expected'],
  ['send_timeout_close', 'a device that does not read for send_timeout is always closed'],
  ['recbuf', ownBuffers],
  ['sndbuf', ownBuffers],
  ['buffer', ownBuffers],
  ['tune_buffer', ownBuffers],
  ['reuseaddr', 'the address is always reused'],
  ['psk_ciphers', 'no device is let in by a pre-shared key'],
  ['dhfile', 'OpenSSL chooses the parameters of DHE'],
  ['secure_renegotiate', 'a device may not renegotiate insecurely'],
  ['reuse_sessions', 'a device may always resume its session'],
  ...tlsListenerKeys.map((key) => [key, noTlsListener] as const),
]);
