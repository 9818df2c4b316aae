import type { Socket } from 'node:net';
import type { StreamEnds } from './stream-ends.ts';

interface Handshake {
  readonly socket: Socket;
  readonly ends: StreamEnds;
  readonly cancel: () => void;
}

/**
 * The devices of a listener that have connected and not finished their handshake. None has a
 * connection yet, so nobody else would end those that dawdle, or those that are left at the stop.
 */
export class Handshakes {
  /** Milliseconds, however many bytes come in the meantime. Of those that begin from now on. */
  timeout: number;
  /** By the two ends: `node:tls` does not tell which socket an encrypted one came from. */
  readonly #pending = new Map<string, Handshake>();

  constructor(timeout: number) {
    this.timeout = timeout;
  }

  begin(socket: Socket, ends: StreamEnds): void {
    const key = keyOf(socket);
    const { timeout } = this;
    const late = () => socket.destroy(new Error(`no handshake within ${timeout} ms`));
    const timer = setTimeout(late, timeout);
    const handshake = { socket, ends, cancel: () => clearTimeout(timer) };
    this.#pending.set(key, handshake);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      if (this.#pending.get(key) === handshake) this.#forget(key, handshake);
    });
  }

  /** Takes the plain or the encrypted socket off the list, and says between whom it is; undefined when it was not on it. */
  finish(socket: Socket): StreamEnds | undefined {
    const key = keyOf(socket);
    const handshake = this.#pending.get(key);
    if (handshake !== undefined) this.#forget(key, handshake);
    return handshake?.ends;
  }

  /** Ends all that are left. */
  stop(): void {
    for (const { socket } of [...this.#pending.values()]) socket.destroy();
  }

  #forget(key: string, handshake: Handshake): void {
    handshake.cancel();
    this.#pending.delete(key);
  }
}

function keyOf({ remoteAddress, remotePort, localAddress }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress}`;
}
