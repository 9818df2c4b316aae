import type { Readable } from 'node:stream';
import type { Reader, ReadingLine } from './reading-line.ts';

/**
 * Reads a device as fast as its limits allow. There are two reasons not to read, which know nothing
 * of each other: the connection's own, and that a limit is used up. What waits meanwhile stays in
 * the socket, in order, with the end of the device behind it.
 */
export class ThrottledReading implements Reader {
  received: (bytes: Uint8Array) => void = () => undefined;
  /** Called when a limit stops the reading, and when it lets it go on. */
  throttled: (active: boolean) => void = () => undefined;
  readonly #socket: Readable;
  /** The limits to pay at; most listeners have none. */
  #lines: readonly ReadingLine[];
  #waitsIn: ReadingLine | undefined;
  #paused = false;
  #hasTurn = false;
  #released = false;

  constructor(socket: Readable, lines: readonly ReadingLine[]) {
    this.#socket = socket;
    this.#lines = lines;
    socket.on('data', (bytes: Buffer) => this.#take(bytes));
    socket.once('close', () => this.#leave());
  }

  /** The connection wants no more for now. */
  pause(): void {
    this.#paused = true;
    this.#socket.pause();
  }

  /** The connection wants more. */
  resume(): void {
    this.#paused = false;
    if (this.#waitsIn === undefined) this.#socket.resume();
  }

  /** Other limits hold from now on. */
  change(lines: readonly ReadingLine[]): void {
    if (this.#released) return;
    this.#lines = lines;
    if (this.#waitsIn === undefined) return;
    // What waits comes again, and is measured by the new ones.
    this.#leave();
    this.throttled(false);
    if (!this.#paused) this.#socket.resume();
  }

  /** What still comes is thrown away: it is read without any limit. */
  release(): void {
    this.#leave();
    this.#lines = [];
    this.#released = true;
    this.resume();
  }

  proceed(line: ReadingLine): void {
    this.#waitsIn = undefined;
    const closed = this.#lines.find((other) => other !== line && !other.open);
    if (closed !== undefined) return this.#waitIn(closed);
    this.throttled(false);
    if (this.#paused) return;
    // Resuming would read later, when others in the line have used up what is there now.
    this.#hasTurn = true;
    this.#socket.read();
    this.#hasTurn = false;
    if (!this.#paused) this.#socket.resume();
  }

  #take(bytes: Uint8Array): void {
    const closed = this.#hasTurn ? undefined : this.#lines.find(({ open }) => !open);
    if (closed === undefined) {
      for (const line of this.#lines) line.charge(bytes.length);
      return this.received(bytes);
    }
    this.#socket.pause();
    this.#socket.unshift(bytes);
    this.#waitIn(closed);
    this.throttled(true);
  }

  #waitIn(line: ReadingLine): void {
    this.#waitsIn = line;
    line.join(this);
  }

  #leave(): void {
    this.#waitsIn?.leave(this);
    this.#waitsIn = undefined;
  }
}
