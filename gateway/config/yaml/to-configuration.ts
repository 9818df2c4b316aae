import type {
  CommonListenerConfiguration,
  GatewayConfiguration,
  HandlerConfiguration,
  ListenerConfiguration,
} from '../configuration.ts';
import { defaultConfiguration, defaultListener } from '../default-configuration.ts';
import type { DtlsConfiguration } from '../dtls-configuration.ts';
import type { TlsConfiguration } from '../tls-configuration.ts';
import type { YamlContent, YamlHandler, YamlListener } from './schema.ts';
import { toLimits } from './to-limits.ts';

/** Fills in what the file leaves out. `tls` and `dtls` are those of each listener that has one, by its name. */
export function toConfiguration(
  content: YamlContent,
  tls: ReadonlyMap<string, TlsConfiguration>,
  dtls: ReadonlyMap<string, DtlsConfiguration>,
): GatewayConfiguration {
  const defaults = defaultConfiguration();
  const { authorization, authentication } = content;
  return {
    node: content.node ?? defaults.node,
    adapter: {
      bind: content.adapter?.bind ?? defaults.adapter.bind,
      maxMessageSize: content.adapter?.max_message_size ?? defaults.adapter.maxMessageSize,
    },
    listeners: listenersOf(content, tls, dtls),
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

function listenersOf(
  { listeners, handler }: YamlContent,
  tlsByName: ReadonlyMap<string, TlsConfiguration>,
  dtlsByName: ReadonlyMap<string, DtlsConfiguration>,
): ListenerConfiguration[] {
  const common = handlerOf(handler, defaultListener().handler);
  if (listeners === undefined) {
    return [{ ...defaultListener(), handler: common }];
  }
  const ofTransport = <Transport extends 'tcp' | 'udp'>(transport: Transport) =>
    Object.entries<YamlListener>(listeners[transport] ?? {}).map(([name, listener]) => ({
      ...listenerOf(name, listener, common),
      transport,
    }));
  const tls = Object.entries(listeners.tls ?? {}).flatMap(([name, listener]) => {
    const loaded = tlsByName.get(name);
    return loaded === undefined
      ? []
      : [{ ...listenerOf(name, listener, common), transport: 'tls', tls: loaded } as const];
  });
  const dtls = Object.entries(listeners.dtls ?? {}).flatMap(([name, listener]) => {
    const loaded = dtlsByName.get(name);
    return loaded === undefined
      ? []
      : [{ ...listenerOf(name, listener, common), transport: 'dtls', dtls: loaded } as const];
  });
  return [...ofTransport('tcp'), ...tls, ...ofTransport('udp'), ...dtls];
}

function listenerOf(
  name: string,
  listener: YamlListener,
  common: HandlerConfiguration,
): CommonListenerConfiguration {
  const defaults = defaultListener();
  return {
    name,
    bind: listener.bind,
    handler: handlerOf(listener.handler, common),
    idleTimeout: listener.idle_timeout ?? defaults.idleTimeout,
    sendTimeout: listener.send_timeout ?? defaults.sendTimeout,
    sendBuffer: listener.send_buffer ?? defaults.sendBuffer,
    receiveBuffer: listener.receive_buffer ?? defaults.receiveBuffer,
    backlog: listener.backlog ?? defaults.backlog,
    noDelay: listener.nodelay ?? defaults.noDelay,
    limits: toLimits(listener),
  };
}

function handlerOf(own: YamlHandler | undefined, common: HandlerConfiguration): HandlerConfiguration {
  return {
    url: own?.url ?? common.url,
    service: own?.service ?? common.service,
    callbackTimeout: own?.callback_timeout ?? common.callbackTimeout,
  };
}
