import type {
  CommonListenerConfiguration,
  HandlerConfiguration,
  ListenerConfiguration,
} from '../configuration.ts';
import { defaultListener } from '../default-configuration.ts';
import { parseCount } from '../parse-count.ts';
import {
  type Emqx5Reading,
  fieldOf,
  type NamedSection,
  pathOf,
  refuse,
  sectionOf,
  take,
  takeRequired,
} from './emqx5-reading.ts';
import type { FoundListener } from './find-listeners.ts';
import { listenerStateKeys } from './gateway-keys.ts';
import { judgeKeys } from './judge-keys.ts';
import { listenerKeys } from './listener-keys.ts';
import { parseSwitch } from './parse-switch.ts';
import { parseEmqxBind, parseEmqxDuration, parseEmqxSize } from './parse-values.ts';
import { readDtlsOptions } from './read-dtls-options.ts';
import { readLimits } from './read-limits.ts';
import { readProxyProtocol } from './read-proxy-protocol.ts';
import { readSslOptions } from './read-ssl-options.ts';

/** What the gateway says for all its listeners. */
export interface ListenerDefaults {
  readonly handler: HandlerConfiguration;
  readonly idleTimeout: number;
}

/** Reads a listener; none where something is wrong, which is noted. */
export function readListener(
  reading: Emqx5Reading,
  listener: FoundListener,
  defaults: ListenerDefaults,
): ListenerConfiguration[] {
  const keys = listenerKeys[listener.type];
  judgeKeys(reading, listener, listener.listed ? { ...keys, ...listenerStateKeys } : keys);
  const common = readCommon(reading, listener, defaults);
  switch (listener.type) {
    case 'tcp':
      return [{ ...common, ...readProxyProtocol(reading, listener), transport: 'tcp' }];
    case 'ssl': {
      const options = requiredOptions(reading, listener, 'ssl_options');
      const tls = options && readSslOptions(reading, options);
      return tls === undefined
        ? []
        : [{ ...common, ...readProxyProtocol(reading, listener), transport: 'tls', tls }];
    }
    case 'udp':
      return [{ ...common, transport: 'udp' }];
    case 'dtls': {
      const options = requiredOptions(reading, listener, 'dtls_options');
      const dtls = options && readDtlsOptions(reading, options);
      return dtls === undefined ? [] : [{ ...common, transport: 'dtls', dtls }];
    }
  }
}

function requiredOptions(
  reading: Emqx5Reading,
  listener: FoundListener,
  key: 'ssl_options' | 'dtls_options',
): NamedSection | undefined {
  // What is no section was found by judgeKeys.
  if (fieldOf(listener, key) === undefined) {
    const remedy = `add ${key} { certfile = "cert.pem", keyfile = "key.pem" }`;
    refuse(reading, listener.section.place, `${pathOf(listener, key)} is missing: ${remedy}`);
  }
  return sectionOf(listener, key);
}

function readCommon(
  reading: Emqx5Reading,
  listener: FoundListener,
  { handler, idleTimeout }: ListenerDefaults,
): CommonListenerConfiguration {
  const own = defaultListener();
  const options = sectionOf(listener, 'tcp_options');
  const bind = takeRequired(reading, listener, 'bind', parseEmqxBind, '7993') ?? own.bind;
  const place = fieldOf(listener, 'bind')?.value.place;
  if (place !== undefined) {
    const protocol = listener.type === 'tcp' || listener.type === 'ssl' ? 'tcp' : 'udp';
    reading.binds[protocol].push({ ...place, key: pathOf(listener, 'bind'), bind });
  }
  return {
    name: listener.name,
    bind,
    handler,
    idleTimeout,
    sendTimeout: take(
      reading,
      options,
      'send_timeout',
      (value) => parseEmqxDuration(value, 1),
      own.sendTimeout,
    ),
    sendBuffer: take(reading, options, 'high_watermark', parseEmqxSize, own.sendBuffer),
    receiveBuffer: own.receiveBuffer,
    backlog: take(reading, options, 'backlog', parseCount, own.backlog),
    noDelay: take(reading, options, 'nodelay', parseSwitch, own.noDelay),
    limits: readLimits(reading, listener),
  };
}
