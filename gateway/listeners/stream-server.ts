import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { TcpListenerConfiguration, TlsListenerConfiguration } from '../config/configuration.ts';
import { tookLastDescriptors } from '../limits/descriptors.ts';
import { Admission } from './admission.ts';
import type { Listener, ListenerEnvironment } from './listener.ts';
import { listeningError } from './listening-error.ts';
import { ProxiedSockets } from './proxied-sockets.ts';
import { type StreamEnds, streamEnds } from './stream-ends.ts';

/**
 * The system asks after a minute of silence whether a device is still there. One that vanished without a
 * word would otherwise keep its connection for good, where the handler has not started its timer.
 */
const probing = { keepAlive: true, keepAliveInitialDelay: 60_000 };

/**
 * Accepts streams on TCP, IPv4 and IPv6. What the limits of the listener refuse is closed before
 * it costs anything.
 *
 * @throws {GatewayError} `ADDRESS_IN_USE` or `ADDRESS_NOT_AVAILABLE`
 */
export async function listenForStreams(
  configuration: TcpListenerConfiguration | TlsListenerConfiguration,
  environment: ListenerEnvironment,
  take: (socket: Socket, ends: StreamEnds) => void,
): Promise<Listener> {
  const { bind, backlog, noDelay, name, transport } = configuration;
  const admission = new Admission(configuration, environment);
  const proxied = new ProxiedSockets(admission, environment.clock);
  let { proxyProtocol } = configuration;
  const server = createServer({ allowHalfOpen: true, noDelay, ...probing }, (socket) => {
    const ends = streamEnds(socket);
    // A device that is gone before it could be looked at has no address any more.
    if (ends === undefined) return drop(socket);
    if (tookLastDescriptors(socket)) {
      admission.refuse(ends.peer.host, 'file_descriptors');
      return drop(socket);
    }
    if (proxyProtocol !== undefined) return proxied.expect(socket, ends, proxyProtocol.timeout, take);
    if (!admission.admit(ends.peer.host)) return drop(socket);
    socket.once('close', () => admission.leave());
    take(socket, ends);
  });
  await new Promise<void>((resolve, reject) => {
    // Stays there: the system may refuse a device later, for want of files, and that must not end the process.
    server.on('error', (cause) => reject(listeningError(`listener ${transport}.${name}`, bind, cause)));
    server.listen({ host: bind.host, port: bind.port, backlog }, resolve);
  });
  const address = { host: bind.host, port: (server.address() as AddressInfo).port };
  return {
    name,
    transport,
    address,
    get refusals() {
      return admission.refusals;
    },
    reload(changed) {
      admission.reload(changed);
      if (changed.transport === transport) ({ proxyProtocol } = changed);
    },
    stop() {
      server.close();
      proxied.stop();
      admission.stop();
    },
  };
}

function drop(socket: Socket): void {
  socket.on('error', () => undefined).destroy();
}
