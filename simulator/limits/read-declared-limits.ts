import { defaultLimits } from '../../gateway/config/default-limits.ts';
import {
  type HostPort,
  type ListenerConfiguration,
  type ListenerLimits,
  readConfiguration,
} from '../../gateway/index.ts';
import type { Target } from '../clients/device-socket.ts';
import { invalidOption } from '../invalid-option.ts';
import type { DeclaredLimits } from './declared-limits.ts';
import type { NumberedLimit } from './limit-names.ts';

/** What a configuration file says of one listener. */
export interface DeclaredListener {
  readonly declared: DeclaredLimits;
  /** Where it listens; undefined where the system chooses the port. */
  readonly target: Target | undefined;
  /** What the reader of the file wants the user to know, one line each. */
  readonly warnings: readonly string[];
}

/**
 * Reads the limits of a listener from a configuration file of the gateway.
 *
 * @param name Such as `tcp:default`; may be missing where there is one listener.
 * @throws {ConfigurationError} for a file that can't be used
 * @throws {SimulatorError} `OPTION_INVALID` for a listener that isn't there, or that devices here can't talk to
 */
export function readDeclaredLimits(file: string, name?: string): DeclaredListener {
  const { configuration, warnings } = readConfiguration(file);
  const listener = choose(configuration.listeners, file, name);
  if ('proxyProtocol' in listener && listener.proxyProtocol !== undefined)
    throw invalidOption(
      '--config',
      file,
      `${nameOf(listener)} expects a PROXY header, which devices here don't send`,
    );
  const { bind, transport, limits } = listener;
  return {
    declared: { numbers: numbersOf(limits), accessRules: limits.accessRules },
    target: bind.port === 0 ? undefined : { transport, host: reachable(bind), port: bind.port },
    warnings,
  };
}

function choose(
  listeners: readonly ListenerConfiguration[],
  file: string,
  name: string | undefined,
): ListenerConfiguration {
  const names = listeners.map(nameOf).join(', ');
  const [only, ...others] = listeners;
  if (name === undefined && only !== undefined && others.length === 0) return only;
  if (name === undefined)
    throw invalidOption(
      '--config',
      file,
      `it has more than one listener: give --listener with one of ${names}`,
    );
  const found = listeners.find((listener) => nameOf(listener) === name.replace('.', ':'));
  if (found === undefined) throw invalidOption('--listener', name, `${file} has ${names}`);
  return found;
}

function nameOf({ transport, name }: ListenerConfiguration): string {
  return `${transport}:${name}`;
}

/** Whoever listens everywhere listens on this machine, too. */
function reachable({ host }: HostPort): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

function numbersOf(limits: ListenerLimits): DeclaredLimits['numbers'] {
  const { maxConnections, connectionRate, perConnection, perListener } = limits;
  // Who chose no number declares none.
  const connections = maxConnections === defaultLimits().maxConnections ? undefined : maxConnections;
  const numbers: Record<NumberedLimit, number | undefined> = {
    max_connections: connections,
    max_conn_rate: connectionRate?.rate,
    max_conn_burst: connectionRate?.burst,
    max_bytes_rate: perConnection.bytesRate,
    max_messages_rate: perConnection.messagesRate,
    listener_max_bytes_rate: perListener.bytesRate,
    listener_max_messages_rate: perListener.messagesRate,
  };
  return Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined));
}
