import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { ListenerConfiguration } from '../config/configuration.ts';
import type { Connection } from '../connection/connection.ts';
import { plainHost } from './address.ts';
import { Admission } from './admission.ts';
import { createThrottle } from './create-throttle.ts';
import type { AcceptConnection, Listener, ListenerEnvironment } from './listener.ts';
import { listeningError } from './listening-error.ts';
import { TcpDeviceSocket } from './tcp-device-socket.ts';
import type { ThrottledReading } from './throttled-reading.ts';

/** What a device passes on its way in. */
interface Entrance {
  readonly admission: Admission;
  readonly throttle: (socket: Socket) => ThrottledReading;
  readonly accept: AcceptConnection;
}

/**
 * Accepts TCP devices, IPv4 and IPv6.
 *
 * @throws {GatewayError} `ADDRESS_IN_USE` or `ADDRESS_NOT_AVAILABLE`
 */
export async function listenTcp(
  configuration: ListenerConfiguration,
  accept: AcceptConnection,
  environment: ListenerEnvironment,
): Promise<Listener> {
  const { bind, backlog, noDelay, name, limits } = configuration;
  const admission = new Admission(configuration, environment);
  const entrance = { admission, throttle: createThrottle(limits, environment), accept };
  const server = createServer({ allowHalfOpen: true, noDelay }, (socket) => adopt(socket, entrance));
  await new Promise<void>((resolve, reject) => {
    // Stays there: the system may refuse a device later, for want of files, and that must not end the process.
    server.on('error', (cause) => reject(listeningError(`listener tcp.${name}`, bind, cause)));
    server.listen({ host: bind.host, port: bind.port, backlog }, resolve);
  });
  const address = { host: bind.host, port: (server.address() as AddressInfo).port };
  return {
    name,
    transport: 'tcp',
    address,
    get refusals() {
      return admission.refusals;
    },
    stop() {
      server.close();
      admission.stop();
    },
  };
}

function adopt(socket: Socket, { admission, throttle, accept }: Entrance): void {
  const { remoteAddress, remotePort, localAddress, localPort } = socket;
  // A device that is gone before it could be looked at has no address any more.
  if (remoteAddress === undefined || remotePort === undefined || localAddress === undefined) {
    return turnAway(socket);
  }
  const host = plainHost(remoteAddress);
  if (!admission.admit(host)) return turnAway(socket);
  socket.once('close', () => admission.leave());
  const info = {
    socketType: 'TCP',
    peer: { host, port: remotePort },
    listener: { host: plainHost(localAddress), port: localPort ?? 0 },
  } as const;
  const reading = throttle(socket);
  const device = new TcpDeviceSocket(socket, reading);
  const connection = accept(info, device);
  attach(socket, device, connection);
  reading.received = (bytes) => connection.dispatch({ type: 'bytes', bytes });
  reading.throttled = (active) => connection.dispatch({ type: 'throttled', active });
  connection.open();
}

function turnAway(socket: Socket): void {
  socket.on('error', () => undefined).destroy();
}

function attach(socket: Socket, device: TcpDeviceSocket, connection: Connection): void {
  device.closed = () => connection.dispatch({ type: 'socketClosed' });
  socket.on('end', () => connection.dispatch({ type: 'peerEnded' }));
  // 'close' follows, and tells the connection.
  socket.on('error', () => undefined);
  socket.on('close', () => connection.dispatch({ type: device.ending ? 'socketClosed' : 'socketLost' }));
}
