import type * as z from 'zod';
import { parseAccessRule } from '../../limits/access-rule.ts';
import { parseBind } from '../parse-bind.ts';
import { parseBytesRate } from '../parse-bytes-rate.ts';
import { parseCount } from '../parse-count.ts';
import { parseDuration } from '../parse-duration.ts';
import { parseHandlerUrl } from '../parse-handler-url.ts';
import { parseMountpoint } from '../parse-mountpoint.ts';
import { parseMtu } from '../parse-mtu.ts';
import { parseHexKey, parseIdentity } from '../parse-pre-shared-key.ts';
import { parseRate } from '../parse-rate.ts';
import { parseSize } from '../parse-size.ts';
import { parseTopicFilter } from '../parse-topic-filter.ts';
import { parseCipher } from '../tls/parse-cipher.ts';
import { parseDtlsCipher } from '../tls/parse-dtls-cipher.ts';
import { choice, list, listOfSome, named, parsed, section, text } from './fields.ts';

const duration = parsed((value) => parseDuration(value)).optional();
const durationAboveZero = parsed((value) => parseDuration(value, 1)).optional();
const size = parsed(parseSize).optional();
const count = parsed(parseCount).optional();
const rate = parsed(parseRate).optional();
const bytesRate = parsed(parseBytesRate).optional();

const handler = section({
  url: parsed(parseHandlerUrl).optional(),
  service: choice('ConnectionUnaryHandler', 'ConnectionHandler').optional(),
  callback_timeout: durationAboveZero,
});

const admissionLimits = {
  max_connections: count,
  max_conn_rate: rate,
  max_conn_burst: count,
  access_rules: list(parsed(parseAccessRule)).optional(),
};

const throughputLimits = {
  max_bytes_rate: bytesRate,
  max_messages_rate: rate,
  listener_max_bytes_rate: bytesRate,
  listener_max_messages_rate: rate,
};

const common = {
  bind: parsed(parseBind),
  handler: handler.optional(),
  idle_timeout: duration,
  send_timeout: durationAboveZero,
  send_buffer: size,
  receive_buffer: size,
  ...admissionLimits,
};

const stream = {
  ...common,
  ...throughputLimits,
  backlog: count,
  nodelay: choice(true, false).optional(),
};

const listener = section(stream);

const datagramListener = section(common);

const tls = section({
  certfile: text(),
  keyfile: text(),
  password: text().optional(),
  cacertfile: text().optional(),
  verify: choice('verify_peer', 'verify_none').optional(),
  fail_if_no_peer_cert: choice(true, false).optional(),
  versions: listOfSome('version', choice('tlsv1.2', 'tlsv1.3')).optional(),
  ciphers: listOfSome('cipher', parsed(parseCipher)).optional(),
  honor_cipher_order: choice(true, false).optional(),
  handshake_timeout: durationAboveZero,
});

const tlsListener = section({ ...stream, tls });

const dtls = section({
  certfile: text().optional(),
  keyfile: text().optional(),
  password: text().optional(),
  cacertfile: text().optional(),
  verify: choice('verify_peer', 'verify_none').optional(),
  fail_if_no_peer_cert: choice(true, false).optional(),
  ciphers: listOfSome('cipher', parsed(parseDtlsCipher)).optional(),
  psk: listOfSome('key', section({ identity: parsed(parseIdentity), key: parsed(parseHexKey) })).optional(),
  handshake_timeout: durationAboveZero,
  mtu: parsed(parseMtu).optional(),
});

const dtlsListener = section({ ...common, dtls });

const listeners = section({
  tcp: named('listener', listener).optional(),
  tls: named('listener', tlsListener).optional(),
  udp: named('listener', datagramListener).optional(),
  dtls: named('listener', dtlsListener).optional(),
}).refine((transports) => Object.keys(transports).length > 0, {
  error: 'expected at least one listener, below tcp, tls, udp or dtls',
});

const user = section({ username: text(), password: text() });

const rule = section({
  permit: choice('allow', 'deny'),
  action: choice('publish', 'subscribe', 'all'),
  topic: parsed(parseTopicFilter),
  clientid: text().optional(),
});

/** The YAML of docs/configuration.md: what may stand where, and what it means. */
export const yamlSchema = section({
  node: text().optional(),
  adapter: section({ bind: parsed(parseBind).optional(), max_message_size: size }).optional(),
  handler: handler.optional(),
  listeners: listeners.optional(),
  mountpoint: parsed(parseMountpoint).optional(),
  mountpoint_from: choice('configuration', 'client').optional(),
  close_reasons: choice('plain', 'emqx').optional(),
  authentication: section({ users: list(user) }).optional(),
  authorization: section({
    rules: list(rule).optional(),
    otherwise: choice('allow', 'deny').optional(),
  }).optional(),
  max_queued_messages: count,
  shutdown_timeout: duration,
  log: section({ level: choice('debug', 'info', 'warn', 'error', 'silent').optional() }).optional(),
});

/** A file that the schema accepted: times are milliseconds, sizes bytes. */
export type YamlContent = z.output<typeof yamlSchema>;
export type YamlListener = z.output<typeof datagramListener> & Partial<z.output<typeof listener>>;
export type YamlTls = z.output<typeof tls>;
export type YamlDtls = z.output<typeof dtls>;
export type YamlHandler = z.output<typeof handler>;
