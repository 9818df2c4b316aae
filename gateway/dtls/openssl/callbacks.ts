import type { PreSharedKey } from '../credentials.ts';
import type { Pointer } from './native-functions.ts';

type Koffi = typeof import('koffi');

/** What OpenSSL may ask while it works on one session. */
export interface CallbackSubject {
  /** Whether the peer has repeated what it was asked to. Only of servers. */
  acceptsCookie(cookie: Uint8Array): boolean;
  /** The key of a device that says this name. Only of servers. */
  keyOf(identity: string): Uint8Array | undefined;
  /** The key of a client. */
  readonly psk: PreSharedKey | undefined;
  /** Until what is not answered is sent again for the first time, in milliseconds. */
  readonly retransmitAfter: number;
}

/** The longest time between two retransmissions, in microseconds: RFC 6347, section 4.2.4.1. */
const longestInterval = 60_000_000;

/**
 * The functions that OpenSSL calls. They are registered once, as there is room for few; whom they
 * are about is whoever a native call is being made for. What they throw would escape through that
 * call, so they answer 0 instead: no.
 */
export class Callbacks {
  readonly generateCookie: Pointer;
  readonly verifyCookie: Pointer;
  readonly serverKey: Pointer;
  readonly clientKey: Pointer;
  readonly timer: Pointer;
  readonly #koffi: Koffi;
  #subject: CallbackSubject | undefined;

  constructor(koffi: Koffi) {
    this.#koffi = koffi;
    const register = (call: (...values: never[]) => number, parameters: readonly string[]) =>
      koffi.register(
        (...values: unknown[]) => answer(() => call(...(values as never[]))),
        koffi.pointer(koffi.proto('unsigned int', [...parameters])),
      );
    // Every cookie is made before there is a session; a session is never asked for one.
    this.generateCookie = register(() => 0, ['void *', 'void *', 'void *']);
    this.verifyCookie = register(
      (_ssl: Pointer, cookie: Pointer, size: number) => (this.#acceptsCookie(cookie, size) ? 1 : 0),
      ['void *', 'void *', 'unsigned int'],
    );
    this.serverKey = register(
      (_ssl: Pointer, identity: string, key: Pointer, room: number) => this.#serverKey(identity, key, room),
      ['void *', 'const char *', 'void *', 'unsigned int'],
    );
    this.clientKey = register(
      (_ssl: Pointer, _hint: Pointer, identity: Pointer, identityRoom: number, key: Pointer, room: number) =>
        this.#clientKey(identity, identityRoom, key, room),
      ['void *', 'void *', 'void *', 'unsigned int', 'void *', 'unsigned int'],
    );
    this.timer = register(
      (_ssl: Pointer, interval: number) => this.#nextInterval(interval),
      ['void *', 'unsigned int'],
    );
  }

  /** Makes a native call for a session. */
  during<Result>(subject: CallbackSubject, call: () => Result): Result {
    const previous = this.#subject;
    this.#subject = subject;
    try {
      return call();
    } finally {
      this.#subject = previous;
    }
  }

  #acceptsCookie(cookie: Pointer, size: number): boolean {
    const bytes = this.#koffi.decode(cookie, this.#koffi.array('uint8_t', size, 'Typed')) as Uint8Array;
    return this.#subject?.acceptsCookie(bytes) ?? false;
  }

  #serverKey(identity: string, key: Pointer, room: number): number {
    return this.#write(this.#subject?.keyOf(identity), key, room);
  }

  #clientKey(identity: Pointer, identityRoom: number, key: Pointer, room: number): number {
    const psk = this.#subject?.psk;
    if (psk === undefined) return 0;
    const name = Buffer.from(`${psk.identity}\0`);
    return this.#write(name, identity, identityRoom) === 0 ? 0 : this.#write(psk.key, key, room);
  }

  #nextInterval(interval: number): number {
    if (interval === 0) return (this.#subject?.retransmitAfter ?? 0) * 1000;
    return Math.min(interval * 2, longestInterval);
  }

  /** Returns the number of bytes, or 0 where there are none or no room. */
  #write(bytes: Uint8Array | undefined, to: Pointer, room: number): number {
    if (bytes === undefined || bytes.length > room) return 0;
    this.#koffi.encode(to, 'uint8_t', bytes, bytes.length);
    return bytes.length;
  }
}

function answer(call: () => number): number {
  try {
    return call();
  } catch {
    return 0;
  }
}
