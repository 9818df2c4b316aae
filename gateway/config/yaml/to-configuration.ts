import type {
  CommonListenerConfiguration,
  GatewayConfiguration,
  HandlerConfiguration,
  ListenerConfiguration,
  StreamListenerConfiguration,
} from '../configuration.ts';
import {
  defaultConfiguration,
  defaultListener,
  defaultProxyProtocolTimeout,
} from '../default-configuration.ts';
import type { DtlsConfiguration } from '../dtls-configuration.ts';
import type { TlsConfiguration } from '../tls-configuration.ts';
import { handlerTlsOf, type LegsTls } from './load-legs-tls.ts';
import type { Path } from './path.ts';
import type { YamlContent, YamlHandler, YamlListener } from './schema.ts';
import { toLimits } from './to-limits.ts';

/** What was read from files: the TLS and DTLS of each listener that has one, by its name, and that of the handler's calls. */
export interface LoadedFiles extends LegsTls {
  readonly tls: ReadonlyMap<string, TlsConfiguration>;
  readonly dtls: ReadonlyMap<string, DtlsConfiguration>;
}

/** Fills in what the file leaves out. */
export function toConfiguration(content: YamlContent, files: LoadedFiles): GatewayConfiguration {
  const defaults = defaultConfiguration();
  const { authorization, authentication } = content;
  return {
    node: content.node ?? defaults.node,
    adapter: {
      bind: content.adapter?.bind ?? defaults.adapter.bind,
      maxMessageSize: content.adapter?.max_message_size ?? defaults.adapter.maxMessageSize,
      ...(files.adapter === undefined ? {} : { tls: files.adapter }),
    },
    listeners: listenersOf(content, files),
    mountpoint:
      content.mountpoint_from === 'client'
        ? { from: 'client' }
        : { from: 'configuration', prefix: content.mountpoint ?? '' },
    closeReasons: content.close_reasons ?? defaults.closeReasons,
    authentication: authentication ?? defaults.authentication,
    authorization: {
      rules: (authorization?.rules ?? []).map(({ clientid, ...rule }) =>
        clientid === undefined ? rule : { ...rule, clientid },
      ),
      otherwise: authorization?.otherwise ?? defaults.authorization.otherwise,
    },
    maxQueuedMessages: content.max_queued_messages ?? defaults.maxQueuedMessages,
    shutdownTimeout: content.shutdown_timeout ?? defaults.shutdownTimeout,
    log: { level: content.log?.level ?? defaults.log.level },
  };
}

function listenersOf({ listeners, handler }: YamlContent, files: LoadedFiles): ListenerConfiguration[] {
  const common = handlerOf(handler, defaultListener().handler, files, [['handler']]);
  if (listeners === undefined) {
    return [{ ...defaultListener(), handler: common }];
  }
  const handlerFor = (transport: string, name: string, { handler: own }: YamlListener) =>
    handlerOf(own, common, files, [['listeners', transport, name, 'handler'], ['handler']]);
  const ofTransport = <Transport extends 'tcp' | 'udp'>(transport: Transport) =>
    Object.entries<YamlListener>(listeners[transport] ?? {}).map(([name, listener]) => ({
      ...listenerOf(name, listener, handlerFor(transport, name, listener)),
      ...proxyProtocolOf(listener),
      transport,
    }));
  const tls = Object.entries(listeners.tls ?? {}).flatMap(([name, listener]) => {
    const loaded = files.tls.get(name);
    return loaded === undefined
      ? []
      : [
          {
            ...listenerOf(name, listener, handlerFor('tls', name, listener)),
            ...proxyProtocolOf(listener),
            transport: 'tls',
            tls: loaded,
          } as const,
        ];
  });
  const dtls = Object.entries(listeners.dtls ?? {}).flatMap(([name, listener]) => {
    const loaded = files.dtls.get(name);
    return loaded === undefined
      ? []
      : [
          {
            ...listenerOf(name, listener, handlerFor('dtls', name, listener)),
            transport: 'dtls',
            dtls: loaded,
          } as const,
        ];
  });
  return [...ofTransport('tcp'), ...tls, ...ofTransport('udp'), ...dtls];
}

function listenerOf(
  name: string,
  listener: YamlListener,
  handler: HandlerConfiguration,
): CommonListenerConfiguration {
  const defaults = defaultListener();
  return {
    name,
    bind: listener.bind,
    handler,
    idleTimeout: listener.idle_timeout ?? defaults.idleTimeout,
    sendTimeout: listener.send_timeout ?? defaults.sendTimeout,
    sendBuffer: listener.send_buffer ?? defaults.sendBuffer,
    receiveBuffer: listener.receive_buffer ?? defaults.receiveBuffer,
    backlog: listener.backlog ?? defaults.backlog,
    noDelay: listener.nodelay ?? defaults.noDelay,
    limits: toLimits(listener),
  };
}

/** No datagram listener has the keys. */
function proxyProtocolOf(listener: YamlListener): Pick<StreamListenerConfiguration, 'proxyProtocol'> {
  if (listener.proxy_protocol !== true) return {};
  return { proxyProtocol: { timeout: listener.proxy_protocol_timeout ?? defaultProxyProtocolTimeout } };
}

/** What a `handler` section comes to; its TLS is that of the first of the paths that has one. */
function handlerOf(
  own: YamlHandler | undefined,
  common: HandlerConfiguration,
  legs: LegsTls,
  paths: readonly Path[],
): HandlerConfiguration {
  const url = own?.url ?? common.url;
  const tls = handlerTlsOf(legs, url, ...paths);
  return {
    url,
    service: own?.service ?? common.service,
    mode: own?.mode ?? common.mode,
    callbackTimeout: own?.callback_timeout ?? common.callbackTimeout,
    ...(tls === undefined ? {} : { tls }),
  };
}
