import type { Connection } from '../connection/connection.ts';
import type { DeviceSocket } from '../connection/device-socket.ts';
import type { VirtualGatewayObserver } from './observed.ts';

/** A device without a network: what it does is an event of its connection at once. */
export class VirtualDevice implements DeviceSocket {
  readonly #observer: VirtualGatewayObserver;
  readonly #connection: Connection;
  readonly peerPort: number;
  #open = true;

  /** @param accept Makes the connection of this socket. */
  constructor(
    accept: (socket: DeviceSocket) => Connection,
    peerPort: number,
    observer: VirtualGatewayObserver,
  ) {
    this.peerPort = peerPort;
    this.#observer = observer;
    this.#connection = accept(this);
  }

  get conn(): string {
    return this.#connection.conn;
  }

  /** Whether the socket is open at both ends. */
  get isOpen(): boolean {
    return this.#open;
  }

  /** Lets the connection begin: `OnSocketCreated` goes out. */
  open(): void {
    this.#connection.open();
  }

  /** One read of the socket, or one datagram. */
  send(bytes: Uint8Array): void {
    if (this.#open) this.#connection.dispatch({ type: 'bytes', bytes });
  }

  /** The device ends the connection in good order. */
  finish(): void {
    if (this.#open) this.#connection.dispatch({ type: 'peerEnded' });
  }

  /** The device is gone at once. */
  reset(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#connection.dispatch({ type: 'socketLost' });
  }

  /** The gateway forgets the connection, and tells nobody. */
  abandon(): void {
    this.#open = false;
    this.#connection.dispatch({ type: 'abandoned' });
  }

  write(bytes: Uint8Array, flushed: () => void): void {
    if (this.#open) this.#observer.deviceReceived(this.conn, bytes);
    flushed();
  }

  end(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#observer.deviceEnded(this.conn);
    this.#connection.dispatch({ type: 'socketClosed' });
  }

  destroy(): void {
    this.end();
  }

  pause(): void {}

  resume(): void {}
}
