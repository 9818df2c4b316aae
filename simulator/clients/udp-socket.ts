import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { codeOf, type DeviceSocket, type SocketEvents, type Target } from './device-socket.ts';

/** Opens a device's socket for datagrams, connected to the target so that others are not heard. */
export function openUdp(
  target: Target,
  localAddress: string | undefined,
  events: SocketEvents,
): DeviceSocket {
  return new UdpSocket(target, localAddress, events);
}

class UdpSocket implements DeviceSocket {
  readonly #socket: Socket;
  readonly #events: SocketEvents;
  #state: 'opening' | 'open' | 'closed' = 'opening';

  constructor(target: Target, localAddress: string | undefined, events: SocketEvents) {
    this.#events = events;
    this.#socket = createSocket(isIPv6(target.host) ? 'udp6' : 'udp4');
    this.#socket.on('message', (bytes) => events.received(bytes));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.bind({ port: 0, ...(localAddress === undefined ? {} : { address: localAddress }) }, () => {
      if (this.#state === 'closed') return;
      this.#socket.connect(target.port, target.host, () => this.#open());
    });
  }

  write(bytes: Uint8Array): void {
    if (this.#state !== 'open') return;
    this.#socket.send(bytes, (error) => {
      if (error !== null) this.#fail(error);
    });
  }

  pause(): void {
    // A datagram that is not read in time is lost in the kernel: there is no slow reader to play.
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#socket.close();
  }

  #open(): void {
    if (this.#state !== 'opening') return;
    this.#state = 'open';
    this.#events.opened();
  }

  #fail(error: unknown): void {
    if (this.#state === 'closed') return;
    this.close();
    this.#events.closed(codeOf(error));
  }
}
