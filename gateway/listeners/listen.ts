import type { ListenerConfiguration } from '../config/configuration.ts';
import type { Log } from '../log/log.ts';
import type { AcceptConnection, Listener } from './listener.ts';
import { listenTcp } from './tcp-listener.ts';
import { listenTls } from './tls-listener.ts';

/**
 * Opens the listener that a configuration asks for.
 *
 * @throws {GatewayError} where it can't be opened
 */
export function listen(
  configuration: ListenerConfiguration,
  accept: AcceptConnection,
  log: Log,
): Promise<Listener> {
  return configuration.transport === 'tls'
    ? listenTls(configuration, accept, log)
    : listenTcp(configuration, accept);
}
