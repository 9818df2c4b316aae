import {
  type Connector,
  codeOf,
  type DeviceSocket,
  kindOf,
  type Transport,
} from '../clients/device-socket.ts';
import { createRandom } from '../load/random.ts';
import type { Conversation } from '../script/device-script.ts';
import { echoScript } from '../script/echo-script.ts';

/** How long a device waits until nobody has let it in, in milliseconds. */
const usualPatience = { stream: 2_000, datagram: 1_000 };
/** In such intervals a device sends its datagram again: it, or the reply to it, may have been lost. */
const resending = 400;
/** How long one that is sent nothing back has to stay connected, in milliseconds. */
const settling = 400;

/** How devices come to a listener. */
export interface Approach {
  readonly connector: Connector;
  readonly transport: Transport;
  /** Whether the handler sends back what devices send. */
  readonly echoes: boolean;
}

/** What became of a device that wanted a connection. */
export interface Visit {
  /** `unanswered`: neither let in nor turned away. On datagrams that is how one is turned away. */
  readonly admission: 'admitted' | 'refused' | 'unanswered';
  /** When it was let in, by `performance.now()`. */
  readonly at: number;
  /** From its first frame until that was back, in milliseconds. */
  readonly roundTrip: number | undefined;
  /** The code of an error, such as `ECONNREFUSED`. */
  readonly error: string | undefined;
  readonly visitor: Visitor;
}

/** One device at a listener, and what it hears. */
export class Visitor {
  /** Bytes came, which are valid during the call only. */
  received: (bytes: Buffer) => void = () => undefined;
  readonly index: number;
  readonly kind: 'stream' | 'datagram';
  #socket: DeviceSocket | undefined;

  constructor(index: number, transport: Transport) {
    this.index = index;
    this.kind = kindOf(transport);
  }

  /** Whether it is connected, as far as it knows. */
  get isOpen(): boolean {
    return this.#socket !== undefined;
  }

  /** Frames of this size that the handler sends back. */
  converse(size: number): Conversation {
    const { index, kind } = this;
    const random = createRandom(0, index);
    return echoScript(size).createConversation({ index, clientid: `visitor-${index}`, random, kind });
  }

  connect(connector: Connector, opened: () => void, closed: (error: string | undefined) => void): void {
    try {
      this.#socket = connector.connect(this.index, {
        opened,
        received: (bytes) => this.received(bytes),
        closed: (error) => {
          this.#socket = undefined;
          closed(error);
        },
      });
    } catch (error) {
      closed(codeOf(error));
    }
  }

  /** As a device's socket does. */
  write(bytes: Uint8Array, taken?: () => void): void {
    this.#socket?.write(bytes, taken);
  }

  leave(): void {
    this.#socket?.close();
    this.#socket = undefined;
  }
}

/**
 * A device comes. It is let in when the handler sends its first frame back, or, where no handler does, when it stays connected
 * for a moment. One that is unanswered may still be connected.
 *
 * @param patience Milliseconds after which it is unanswered.
 */
export function visit(
  { connector, transport, echoes }: Approach,
  index: number,
  patience = usualPatience[kindOf(transport)],
): Promise<Visit> {
  const visitor = new Visitor(index, transport);
  return new Promise((resolve) => {
    let sent: number | undefined;
    let resend: NodeJS.Timeout | undefined;
    const decide = (admission: Visit['admission'], at: number, error?: string) => {
      clearTimeout(timer);
      clearInterval(resend);
      const roundTrip = admission === 'admitted' && echoes && sent !== undefined ? at - sent : undefined;
      resolve({ admission, at, roundTrip, error, visitor });
    };
    const wait = (time: number, admission: Visit['admission'], at?: number) =>
      setTimeout(() => decide(admission, at ?? performance.now()), time);
    let timer = wait(patience, 'unanswered');
    const conversation = visitor.converse(smallFrame);
    visitor.received = (bytes) => {
      if (!conversation.receive(bytes).some(({ kind }) => kind === 'reply')) return;
      visitor.received = () => undefined;
      decide('admitted', performance.now());
    };
    const opened = () => {
      sent = performance.now();
      // What a gateway closes for being silent from the beginning is no sign of a limit.
      const { bytes } = conversation.next(Date.now());
      visitor.write(bytes);
      if (visitor.kind === 'datagram') resend = setInterval(() => visitor.write(bytes), resending);
      if (echoes || transport === 'udp') return;
      clearTimeout(timer);
      timer = wait(settling, 'admitted', sent);
    };
    visitor.connect(connector, opened, (error) => decide('refused', performance.now(), error));
  });
}

/** The smallest frame that the echo script has, in bytes. */
export const smallFrame = 20;
