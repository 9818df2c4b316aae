import {
  Alarms,
  type DtlsClient,
  type DtlsClientContext,
  type DtlsSession,
  systemClock,
} from '../../gateway/dtls/index.ts';
import type { DatagramOpener, DeviceSocket, SocketEvents, Target } from './device-socket.ts';

/** One for all devices of the process: none has a timer of its own. */
const alarms = new Alarms(systemClock);

/**
 * Connects a device on DTLS.
 *
 * @param open Opens the socket for its datagrams.
 */
export function openDtls(
  target: Target,
  open: DatagramOpener,
  context: DtlsClientContext,
  events: SocketEvents,
): DeviceSocket {
  return new DtlsSocket(target, open, context, events);
}

class DtlsSocket implements DeviceSocket {
  readonly #socket: DeviceSocket;
  readonly #events: SocketEvents;
  #client: DtlsClient | undefined;
  #session: DtlsSession | undefined;
  #closed = false;

  constructor(target: Target, open: DatagramOpener, context: DtlsClientContext, events: SocketEvents) {
    this.#events = events;
    this.#socket = open({
      opened: () => this.#begin(target, context),
      received: (datagram) => this.#client?.receive(datagram),
      closed: (error) => this.#end(error),
    });
  }

  write(bytes: Uint8Array): void {
    if (!this.#closed) this.#session?.write(bytes, () => undefined);
  }

  pause(): void {
    // As on UDP.
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#session === undefined) return this.#release();
    this.#session.close(() => this.#release());
  }

  #begin(target: Target, context: DtlsClientContext): void {
    if (this.#closed) return;
    const options = { clock: systemClock, alarms, handshakeTimeout: 15_000, mtu: 1_400 };
    this.#client = context.connect(target, options, {
      send: (datagram, sent) => {
        this.#socket.write(datagram);
        sent();
      },
      established: (session) => this.#take(session),
      failed: (reason) => this.#end(reason.includes('time') ? 'HANDSHAKE_TIMEOUT' : 'HANDSHAKE_FAILED'),
    });
  }

  #take(session: DtlsSession): void {
    this.#session = session;
    session.received = (bytes) => this.#events.received(bytes);
    session.ended = ({ kind }) => {
      this.#session = undefined;
      this.#end(kind === 'failed' ? 'DTLS_ALERT' : undefined);
    };
    this.#events.opened();
  }

  #end(error: string | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#session = undefined;
    this.#release();
    this.#events.closed(error);
  }

  #release(): void {
    this.#client?.destroy();
    this.#client = undefined;
    this.#socket.close();
  }
}
