import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { TcpListenerConfiguration, TlsListenerConfiguration } from '../config/configuration.ts';
import { tookLastDescriptors } from '../limits/descriptors.ts';
import { plainHost } from './address.ts';
import { Admission } from './admission.ts';
import type { Listener, ListenerEnvironment } from './listener.ts';
import { listeningError } from './listening-error.ts';

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
  take: (socket: Socket) => void,
): Promise<Listener> {
  const { bind, backlog, noDelay, name, transport } = configuration;
  const admission = new Admission(configuration, environment);
  const server = createServer({ allowHalfOpen: true, noDelay, ...probing }, (socket) => {
    if (admitStream(socket, admission)) take(socket);
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
    },
    stop() {
      server.close();
      admission.stop();
    },
  };
}

/** Lets a device in until its socket is closed, or closes it at once. */
function admitStream(socket: Socket, admission: Admission): boolean {
  const { remoteAddress } = socket;
  // A device that is gone before it could be looked at has no address any more.
  if (remoteAddress === undefined || !hasRoom(socket, plainHost(remoteAddress), admission)) {
    socket.on('error', () => undefined).destroy();
    return false;
  }
  socket.once('close', () => admission.leave());
  return true;
}

function hasRoom(socket: Socket, host: string, admission: Admission): boolean {
  if (!tookLastDescriptors(socket)) return admission.admit(host);
  admission.refuse(host, 'file_descriptors');
  return false;
}
