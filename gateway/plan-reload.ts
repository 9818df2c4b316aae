import { isDeepStrictEqual } from 'node:util';
import type { GatewayConfiguration, ListenerConfiguration } from './config/configuration.ts';

/** What becomes of a configuration that a running gateway is to take over. */
export interface ReloadPlan {
  /** What holds afterwards: the running configuration with all that can be taken over. */
  readonly configuration: GatewayConfiguration;
  /** What is taken over, such as `listener tcp.meters: limits`. */
  readonly taken: readonly string[];
  /** What has changed and needs a restart, such as `listener tcp.meters: bind`. */
  readonly needsRestart: readonly string[];
}

/** Everything else was decided when the gateway opened its sockets, or is part of connections that are there. */
const takenFromGateway = new Set(['maxQueuedMessages', 'shutdownTimeout']);
const takenFromListener = new Set([
  'limits',
  'tls',
  'dtls',
  'proxyProtocol',
  'idleTimeout',
  'sendTimeout',
  'sendBuffer',
  'receiveBuffer',
]);
const takenFromHandler = new Set(['callbackTimeout']);
const nothing: ReadonlySet<string> = new Set();
const certificates: ReadonlySet<string> = new Set(['tls']);

/** Compares what runs with what is wanted. */
export function planReload(running: GatewayConfiguration, wanted: GatewayConfiguration): ReloadPlan {
  const comparison = new Comparison();
  const { listeners: wantedListeners, adapter: wantedAdapter, ...wantedRest } = wanted;
  const { listeners: runningListeners, adapter: runningAdapter, ...runningRest } = running;
  const adapter = mergeAdapter(comparison, runningAdapter, wantedAdapter);
  const rest = comparison.merge('', runningRest, wantedRest, takenFromGateway);
  const wantedByName = new Map(wantedListeners.map((listener) => [nameOf(listener), listener]));
  const listeners = runningListeners.map((listener) => {
    const name = nameOf(listener);
    const other = wantedByName.get(name);
    wantedByName.delete(name);
    if (other !== undefined) return mergeListener(comparison, name, listener, other);
    comparison.needsRestart.push(`${name}: removed`);
    return listener;
  });
  for (const name of wantedByName.keys()) comparison.needsRestart.push(`${name}: added`);
  const { taken, needsRestart } = comparison;
  return { configuration: { ...rest, adapter, listeners }, taken, needsRestart };
}

function nameOf({ transport, name }: ListenerConfiguration): string {
  return `listener ${transport}.${name}`;
}

function mergeAdapter(
  comparison: Comparison,
  running: GatewayConfiguration['adapter'],
  wanted: GatewayConfiguration['adapter'],
): GatewayConfiguration['adapter'] {
  // An open port can have other certificates; it can't begin to speak TLS, or cease to.
  const bothSecure = running.tls !== undefined && wanted.tls !== undefined;
  return comparison.merge('adapter.', running, wanted, bothSecure ? certificates : nothing);
}

function mergeListener(
  comparison: Comparison,
  name: string,
  running: ListenerConfiguration,
  wanted: ListenerConfiguration,
): ListenerConfiguration {
  const bothSecure = running.handler.tls !== undefined && wanted.handler.tls !== undefined;
  const takes = bothSecure ? new Set([...takenFromHandler, ...certificates]) : takenFromHandler;
  const handler = comparison.merge(`${name}: handler.`, running.handler, wanted.handler, takes);
  return comparison.merge(`${name}: `, { ...running, handler }, { ...wanted, handler }, takenFromListener);
}

class Comparison {
  readonly taken: string[] = [];
  readonly needsRestart: string[] = [];

  /** The running section, with the keys of the wanted one that may be taken over. */
  merge<Section extends object>(
    prefix: string,
    running: Section,
    wanted: Section,
    takes: ReadonlySet<string>,
  ): Section {
    const keys = new Set([...Object.keys(running), ...Object.keys(wanted)]) as Set<keyof Section & string>;
    const merged = { ...running };
    for (const key of keys) {
      if (isDeepStrictEqual(running[key], wanted[key])) continue;
      if (takes.has(key)) merged[key] = wanted[key];
      (takes.has(key) ? this.taken : this.needsRestart).push(`${prefix}${wordOf(key)}`);
    }
    return merged;
  }
}

/** As the key stands in a file. */
function wordOf(key: string): string {
  return key === 'noDelay' ? 'nodelay' : key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
