import type { Socket } from 'node:net';
import type { Clock } from '../clock/clock.ts';
import type { ProxyHeader } from '../proxy-protocol/proxy-header.ts';
import type { Admission } from './admission.ts';
import { readProxyHeader } from './read-proxy-header.ts';
import type { StreamEnds } from './stream-ends.ts';

/**
 * The sockets of a listener behind a proxy, as long as their PROXY header is not there. Each has its
 * slot from the beginning, so that whoever sends nothing is limited too; whether its device may come
 * in is decided when the header has told who that is.
 */
export class ProxiedSockets {
  readonly #admission: Admission;
  readonly #clock: Clock;
  /** Each with what ends its waiting. */
  readonly #waiting = new Map<Socket, () => void>();

  constructor(admission: Admission, clock: Clock) {
    this.#admission = admission;
    this.#clock = clock;
  }

  /**
   * Waits for the header, and lets the device in.
   *
   * @param own The ends of the socket itself.
   * @param timeout Milliseconds, however many bytes come in the meantime.
   */
  expect(
    socket: Socket,
    own: StreamEnds,
    timeout: number,
    take: (socket: Socket, ends: StreamEnds) => void,
  ): void {
    socket.on('error', () => undefined);
    if (!this.#admission.reserve(own.peer.host)) {
      socket.destroy();
      return;
    }
    const refused = (detail: string) => {
      settled();
      this.#admission.refuse(own.peer.host, 'proxy_protocol', detail);
      socket.destroy();
    };
    const stopReading = readProxyHeader(socket, {
      complete: (header) => {
        settled();
        const ends = endsOf(header, own);
        if (this.#admission.judge(ends.peer.host)) take(socket, ends);
        else socket.destroy();
      },
      malformed: refused,
      // A health check, which nobody needs to hear of.
      withdrawn: () => {
        settled();
        socket.destroy();
      },
    });
    const cancel = this.#clock.after(timeout, () => refused(`no header within ${timeout} ms`));
    const settled = () => {
      stopReading();
      cancel();
      this.#waiting.delete(socket);
    };
    this.#waiting.set(socket, settled);
    socket.once('close', () => this.#admission.leave());
  }

  /** Ends all that still wait. */
  stop(): void {
    for (const [socket, settled] of [...this.#waiting]) {
      settled();
      socket.destroy();
    }
  }
}

function endsOf({ source, destination }: ProxyHeader, own: StreamEnds): StreamEnds {
  return source === undefined ? own : { peer: source, listener: destination };
}
