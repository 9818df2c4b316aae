import type { TcpListenerConfiguration } from '../config/configuration.ts';
import { createAttach } from './attach-stream.ts';
import { createThrottle } from './create-throttle.ts';
import type { AcceptConnection, Listener, ListenerEnvironment } from './listener.ts';
import { listenForStreams } from './stream-server.ts';

/**
 * Accepts TCP devices.
 *
 * @throws {GatewayError} `ADDRESS_IN_USE` or `ADDRESS_NOT_AVAILABLE`
 */
export function listenTcp(
  configuration: TcpListenerConfiguration,
  accept: AcceptConnection,
  environment: ListenerEnvironment,
): Promise<Listener> {
  const attach = createAttach(createThrottle(configuration.limits, environment));
  return listenForStreams(configuration, environment, (socket, ends) => {
    // Its PROXY header was read. The connection may pause it again.
    if (socket.isPaused()) socket.resume();
    attach(socket, { socketType: 'TCP', ...ends }, accept);
  });
}
