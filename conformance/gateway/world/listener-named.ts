import type { SocketCreatedRequest } from '../../../proto/index.ts';
import { type Transport, transports } from '../../rules/transport.ts';
import type { Target } from '../target/target.ts';

/** What OnSocketCreated says of a connection. */
export type ConnectionInfo = NonNullable<SocketCreatedRequest['conninfo']>;

/**
 * The transport of the listener that OnSocketCreated names. Its port tells best, since there are
 * gateways with a wrong socktype; undefined where it does not tell.
 */
export function transportNamed(
  target: Target,
  { sockname, socktype }: ConnectionInfo,
): Transport | undefined {
  const named = transports.filter((transport) => portsOf(target, transport).includes(sockname?.port ?? 0));
  const byType = socktype.toLowerCase();
  return named.length === 1 ? named[0] : named.find((transport) => transport === byType);
}

/** The port that OnSocketCreated names, where it is that of a listener; another one tells nothing. */
export function listenerPortNamed(target: Target, { sockname }: ConnectionInfo): number | undefined {
  const port = sockname?.port;
  const isListener = transports.some((transport) => portsOf(target, transport).includes(port ?? 0));
  return isListener ? port : undefined;
}

function portsOf({ listeners }: Target, transport: Transport): readonly number[] {
  const listener = listeners[transport];
  if (listener === undefined) return [];
  const { limited } = listener;
  const others = [
    transport === 'udp' ? listeners.udp?.idle : undefined,
    limited?.connections,
    limited?.connectionRate,
    limited?.throughput,
    limited?.denied,
  ];
  return [listener, ...others].flatMap((each) => (each === undefined ? [] : [each.address.port]));
}
