import type { TcpListenerConfiguration } from '../config/configuration.ts';
import { createAttach } from './attach-stream.ts';
import type { AcceptConnection, Listener, ListenerEnvironment } from './listener.ts';
import { ListenerThrottle } from './listener-throttle.ts';
import { streamInfo } from './stream-info.ts';
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
  const listener = await listenForStreams(configuration, environment, (socket) => {
    const info = streamInfo(socket, 'TCP');
    if (info === undefined) socket.on('error', () => undefined).destroy();
    else attach(socket, info, accept);
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
