import type { Socket } from 'node:dgram';
import type { HostPort } from '../config/configuration.ts';
import type { DeviceSocket } from '../connection/device-socket.ts';

/** A peer of a UDP listener as its connection sees it: a socket of its own, although all share one. */
export class UdpDeviceSocket implements DeviceSocket {
  /** While the handler lags behind, datagrams are dropped: a sender of datagrams cannot be told to wait. */
  paused = false;
  readonly #socket: Socket;
  readonly #peer: HostPort;
  readonly #closed: () => void;
  #unsent = 0;
  #ending = false;

  /** `closed` is called once, when everything is sent or dropped. */
  constructor(socket: Socket, peer: HostPort, closed: () => void) {
    this.#socket = socket;
    this.#peer = peer;
    this.#closed = closed;
  }

  write(bytes: Uint8Array, flushed: () => void): void {
    this.#unsent += 1;
    this.#socket.send(bytes, this.#peer.port, this.#peer.host, () => {
      this.#unsent -= 1;
      // A datagram that could not be sent is lost, as any datagram may be.
      flushed();
      this.#closeWhenSent();
    });
  }

  end(): void {
    this.#ending = true;
    this.#closeWhenSent();
  }

  destroy(): void {
    this.#unsent = 0;
    this.end();
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  #closeWhenSent(): void {
    if (!this.#ending || this.#unsent > 0) return;
    this.#ending = false;
    this.#closed();
  }
}
