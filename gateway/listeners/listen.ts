import type { ListenerConfiguration } from '../config/configuration.ts';
import { listenDtls } from './dtls-listener.ts';
import type { AcceptConnection, Listener, ListenerEnvironment } from './listener.ts';
import { listenTcp } from './tcp-listener.ts';
import { listenTls } from './tls-listener.ts';
import { listenUdp } from './udp-listener.ts';

/**
 * Opens the listener that a configuration asks for.
 *
 * @throws {GatewayError} where it can't be opened
 */
export function listen(
  configuration: ListenerConfiguration,
  accept: AcceptConnection,
  environment: ListenerEnvironment,
): Promise<Listener> {
  switch (configuration.transport) {
    case 'tcp':
      return listenTcp(configuration, accept, environment);
    case 'tls':
      return listenTls(configuration, accept, environment);
    case 'udp':
      return listenUdp(configuration, accept, environment);
    case 'dtls':
      return listenDtls(configuration, accept, environment);
  }
}
