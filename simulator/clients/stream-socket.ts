import { connect, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import { codeOf, type DeviceSocket, type SocketEvents, type Target } from './device-socket.ts';

/** All sockets of the process read into this; that spares each idle device a buffer of its own. */
const sharedBuffer = Buffer.allocUnsafe(64 * 1024);

/** Connects a device on TCP. */
export function openTcp(
  target: Target,
  localAddress: string | undefined,
  events: SocketEvents,
): DeviceSocket {
  const socket = connect({
    host: target.host,
    port: target.port,
    noDelay: true,
    ...(localAddress === undefined ? {} : { localAddress }),
    onread: {
      buffer: sharedBuffer,
      callback: (length) => {
        events.received(sharedBuffer.subarray(0, length));
        return true;
      },
    },
  });
  socket.once('connect', () => events.opened());
  return new StreamSocket(socket, events);
}

/** What TLS devices have in common. */
export interface TlsSettings {
  readonly context: SecureContext;
  /** False takes any certificate. */
  readonly verify: boolean;
  readonly serverName: string | undefined;
}

/** Connects a device on TLS. */
export function openTls(
  target: Target,
  localAddress: string | undefined,
  { context, verify, serverName }: TlsSettings,
  events: SocketEvents,
): DeviceSocket {
  const socket: TLSSocket = connectTls({
    host: target.host,
    port: target.port,
    secureContext: context,
    rejectUnauthorized: verify,
    ...(serverName === undefined ? {} : { servername: serverName }),
    ...(localAddress === undefined ? {} : { localAddress }),
  });
  socket.setNoDelay(true);
  socket.once('secureConnect', () => events.opened());
  socket.on('data', (bytes) => events.received(bytes));
  return new StreamSocket(socket, events);
}

class StreamSocket implements DeviceSocket {
  readonly #socket: Socket;

  constructor(socket: Socket, events: SocketEvents) {
    this.#socket = socket;
    let failure: string | undefined;
    socket.once('error', (error) => {
      failure = codeOf(error);
    });
    socket.once('close', () => events.closed(failure));
  }

  write(bytes: Uint8Array, taken?: () => void): void {
    if (this.#socket.writable) this.#socket.write(bytes, taken);
  }

  pause(paused: boolean): void {
    if (paused) this.#socket.pause();
    else this.#socket.resume();
  }

  close(): void {
    this.#socket.removeAllListeners('close');
    this.#socket.destroy();
  }
}
