import { stringify } from 'yaml';
import type { AccessRule } from '../../limits/access-rule.ts';
import type { ListenerLimits } from '../../limits/listener-limits.ts';
import type { GatewayConfiguration, HandlerConfiguration, ListenerConfiguration } from '../configuration.ts';
import type { DtlsConfiguration } from '../dtls-configuration.ts';
import { hostPortText } from '../parse-host-port.ts';
import type { TlsConfiguration } from '../tls-configuration.ts';
import { durationText, sizeText } from '../unit-text.ts';

/** Whether passwords are written or hidden. */
type Passwords = 'written' | 'hidden';

/** What stands for a password where it must not be shown. */
const hidden = '(hidden)';

/**
 * Writes a configuration as the YAML that `readYaml` reads, every key with its value.
 *
 * @param passwords Whether passwords are written or hidden.
 */
export function writeYaml(configuration: GatewayConfiguration, passwords: Passwords): string {
  const { adapter, mountpoint, authentication, authorization } = configuration;
  return stringify({
    node: configuration.node,
    adapter: { bind: hostPortText(adapter.bind), max_message_size: sizeText(adapter.maxMessageSize) },
    listeners: {
      tcp: named(
        configuration.listeners.filter(({ transport }) => transport === 'tcp'),
        passwords,
      ),
      tls: named(
        configuration.listeners.filter(({ transport }) => transport === 'tls'),
        passwords,
      ),
      udp: named(
        configuration.listeners.filter(({ transport }) => transport === 'udp'),
        passwords,
      ),
      dtls: named(
        configuration.listeners.filter(({ transport }) => transport === 'dtls'),
        passwords,
      ),
    },
    ...(mountpoint.from === 'client' ? { mountpoint_from: 'client' } : { mountpoint: mountpoint.prefix }),
    close_reasons: configuration.closeReasons,
    authentication: authentication.users && {
      users: authentication.users.map(({ username, password }) => ({
        username,
        password: passwords === 'written' ? password : hidden,
      })),
    },
    authorization: { rules: authorization.rules, otherwise: authorization.otherwise },
    max_queued_messages: configuration.maxQueuedMessages,
    shutdown_timeout: durationText(configuration.shutdownTimeout),
    log: configuration.log,
  });
}

function named(listeners: readonly ListenerConfiguration[], passwords: Passwords): object | undefined {
  if (listeners.length === 0) return undefined;
  return Object.fromEntries(
    listeners.map((listener) => [listener.name, listenerContent(listener, passwords)]),
  );
}

function listenerContent(listener: ListenerConfiguration, passwords: Passwords): object {
  return {
    bind: hostPortText(listener.bind),
    handler: handlerContent(listener.handler),
    idle_timeout: durationText(listener.idleTimeout),
    send_timeout: durationText(listener.sendTimeout),
    send_buffer: sizeText(listener.sendBuffer),
    receive_buffer: sizeText(listener.receiveBuffer),
    ...limitsContent(listener.limits),
    ...(listener.transport === 'tls' ? { tls: tlsContent(listener.tls, passwords) } : {}),
    ...(listener.transport === 'dtls' ? { dtls: dtlsContent(listener.dtls, passwords) } : {}),
    ...(listener.transport === 'udp' || listener.transport === 'dtls'
      ? {}
      : { backlog: listener.backlog, nodelay: listener.noDelay }),
  };
}

function tlsContent(tls: TlsConfiguration, passwords: Passwords): object {
  return {
    ...tls.files,
    password: tls.password === undefined || passwords === 'written' ? tls.password : hidden,
    verify: tls.verify,
    fail_if_no_peer_cert: tls.failIfNoPeerCert,
    versions: tls.versions,
    ciphers: tls.ciphers,
    honor_cipher_order: tls.honorCipherOrder,
    handshake_timeout: durationText(tls.handshakeTimeout),
  };
}

function dtlsContent(dtls: DtlsConfiguration, passwords: Passwords): object {
  const shown = (secret: string) => (passwords === 'written' ? secret : hidden);
  return {
    ...dtls.files,
    password: dtls.password && shown(dtls.password),
    verify: dtls.certificate && dtls.verify,
    fail_if_no_peer_cert: dtls.certificate && dtls.failIfNoPeerCert,
    ciphers: dtls.ciphers,
    psk: dtls.psk?.map(({ identity, key }) => ({ identity, key: shown(Buffer.from(key).toString('hex')) })),
    handshake_timeout: durationText(dtls.handshakeTimeout),
    mtu: dtls.mtu,
  };
}

function limitsContent({
  maxConnections,
  connectionRate,
  accessRules,
  perConnection,
  perListener,
}: ListenerLimits): object {
  return {
    max_connections: maxConnections,
    max_conn_rate: connectionRate && `${connectionRate.rate}/s`,
    max_conn_burst: connectionRate?.burst,
    access_rules: accessRules.length === 0 ? undefined : accessRules.map(accessRuleText),
    max_bytes_rate: perConnection.bytesRate && `${sizeText(perConnection.bytesRate)}/s`,
    max_messages_rate: perConnection.messagesRate && `${perConnection.messagesRate}/s`,
    listener_max_bytes_rate: perListener.bytesRate && `${sizeText(perListener.bytesRate)}/s`,
    listener_max_messages_rate: perListener.messagesRate && `${perListener.messagesRate}/s`,
  };
}

function accessRuleText({ permit, from }: AccessRule): string {
  return `${permit} ${from === 'all' ? from : `${from.address}/${from.prefix}`}`;
}

function handlerContent({ url, service, callbackTimeout }: HandlerConfiguration): object {
  return { url, service, callback_timeout: durationText(callbackTimeout) };
}
