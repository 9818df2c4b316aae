import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { TcpListenerConfiguration, TlsListenerConfiguration } from '../config/configuration.ts';
import { Admission } from './admission.ts';
import type { Listener, ListenerEnvironment } from './listener.ts';
import { listeningError } from './listening-error.ts';
import { ProxiedSockets } from './proxied-sockets.ts';
import { type StreamEnds, streamEnds } from './stream-ends.ts';

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
  const server = createServer({ allowHalfOpen: true, noDelay }, (socket) => {
    const ends = streamEnds(socket);
    const { proxyProtocol } = configuration;
    // A device that is gone before it could be looked at has no address any more.
    if (ends === undefined) drop(socket);
    else if (proxyProtocol !== undefined) proxied.expect(socket, ends, proxyProtocol.timeout, take);
    else if (admission.admit(ends.peer.host)) {
      socket.once('close', () => admission.leave());
      take(socket, ends);
    } else drop(socket);
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
