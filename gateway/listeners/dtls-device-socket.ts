import type { DeviceSocket } from '../connection/device-socket.ts';
import type { DtlsSession } from '../dtls/dtls.ts';
import { DtlsError } from '../dtls/dtls-error.ts';

/** A device on DTLS as its connection sees it. */
export class DtlsDeviceSocket implements DeviceSocket {
  /** While the handler lags behind, records are dropped: a sender of datagrams cannot be told to wait. */
  paused = false;
  readonly #session: DtlsSession;
  #closed: (() => void) | undefined;

  /** `closed` is called once, when everything is sent or dropped. */
  constructor(session: DtlsSession, closed: () => void) {
    this.#session = session;
    this.#closed = closed;
  }

  write(bytes: Uint8Array, flushed: () => void): void {
    try {
      this.#session.write(bytes, flushed);
    } catch (error) {
      // The connection has yet to hear of the end of the session. What is too long never comes here.
      if (!(error instanceof DtlsError) || error.code !== 'DTLS_CLOSED') throw error;
      flushed();
    }
  }

  end(): void {
    this.#session.close(() => this.#close());
  }

  destroy(): void {
    this.#session.destroy();
    this.#close();
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  #close(): void {
    const closed = this.#closed;
    this.#closed = undefined;
    closed?.();
  }
}
