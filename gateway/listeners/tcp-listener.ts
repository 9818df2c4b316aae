import type { TcpListenerConfiguration } from '../config/configuration.ts';
import { createAttach } from './attach-stream.ts';
import { createThrottle } from './create-throttle.ts';
import type { AcceptConnection, Listener, ListenerEnvironment } from './listener.ts';
import { streamInfo } from './stream-info.ts';
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
  return listenForStreams(configuration, environment, (socket) => {
    const info = streamInfo(socket, 'TCP');
    if (info === undefined) socket.on('error', () => undefined).destroy();
    else attach(socket, info, accept);
  });
}
