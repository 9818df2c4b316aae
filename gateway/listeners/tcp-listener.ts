import type { TcpListenerConfiguration } from '../config/configuration.ts';
import { createAttach } from './attach-stream.ts';
import type { AcceptConnection, Listener, ListenerEnvironment } from './listener.ts';
import { ListenerThrottle } from './listener-throttle.ts';
import { listenForStreams } from './stream-server.ts';

/**
 * Accepts TCP devices.
 *
 * @throws {GatewayError} `ADDRESS_IN_USE` or `ADDRESS_NOT_AVAILABLE`
 */
export async function listenTcp(
  configuration: TcpListenerConfiguration,
  accept: AcceptConnection,
  environment: ListenerEnvironment,
): Promise<Listener> {
  const throttle = new ListenerThrottle(configuration, environment);
  const attach = createAttach(throttle);
  const listener = await listenForStreams(configuration, environment, (socket, ends) => {
    // Its PROXY header was read. The connection may pause it again.
    if (socket.isPaused()) socket.resume();
    attach(socket, { socketType: 'TCP', ...ends }, accept);
  });
  return {
    name: listener.name,
    transport: listener.transport,
    address: listener.address,
    get refusals() {
      return listener.refusals;
    },
    reload(changed) {
      listener.reload(changed);
      throttle.reload(changed);
    },
    stop() {
      listener.stop();
    },
  };
}
