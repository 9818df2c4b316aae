import type { Socket } from 'node:net';
import type { DeviceSocket } from '../connection/device-socket.ts';
import type { ThrottledReading } from './throttled-reading.ts';

/**
 * How long a closed device may go on sending before its socket is destroyed.
 * Closing over unread bytes resets the connection, and the device would lose
 * what it was sent last.
 */
const linger = 2_000;

/** A device on TCP, encrypted or not, as its connection sees it. */
export class TcpDeviceSocket implements DeviceSocket {
  /** Called when everything is sent and the socket is closed towards the device. */
  closed: () => void = () => undefined;
  /** Whether the end was our own doing. */
  ending = false;
  readonly #socket: Socket;
  readonly #reading: ThrottledReading;

  constructor(socket: Socket, reading: ThrottledReading) {
    this.#socket = socket;
    this.#reading = reading;
  }

  write(bytes: Uint8Array, flushed: () => void): void {
    this.#socket.write(bytes, (error) => {
      if (error === undefined || error === null) flushed();
    });
  }

  end(): void {
    this.ending = true;
    this.#socket.end(() => {
      this.closed();
      this.#linger();
    });
  }

  destroy(): void {
    this.ending = true;
    this.#socket.destroy();
  }

  pause(): void {
    this.#reading.pause();
  }

  resume(): void {
    this.#reading.resume();
  }

  #linger(): void {
    if (this.#socket.destroyed) return;
    this.#reading.release();
    const timer = setTimeout(() => this.#socket.destroy(), linger).unref();
    this.#socket.once('close', () => clearTimeout(timer));
  }
}
