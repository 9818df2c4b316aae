import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import type { DtlsPeer } from './dtls.ts';

/** How long a secret is used for new cookies, in milliseconds. Its cookies are good for as long again. */
const lifetime = 30_000;

/** Small, so that an answer to a forged hello is never larger than the hello. */
const size = 20;

/**
 * What a client must repeat to show that its address is its own. A cookie is good for one address
 * and one handshake, and nothing is kept of it: RFC 6347, section 4.2.1.
 */
export class Cookies {
  readonly #clock: Clock;
  #current = randomBytes(32);
  #previous = randomBytes(32);
  #period: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#period = this.#now();
  }

  /** @param random That of the client's hello. */
  make(peer: DtlsPeer, random: string): Buffer {
    this.#rotate();
    return sign(this.#current, peer, random);
  }

  accepts(cookie: Uint8Array, peer: DtlsPeer, random: string): boolean {
    if (cookie.length !== size) return false;
    this.#rotate();
    return [this.#current, this.#previous].some((secret) =>
      timingSafeEqual(sign(secret, peer, random), cookie),
    );
  }

  #rotate(): void {
    const now = this.#now();
    if (now === this.#period) return;
    this.#previous = now === this.#period + 1 ? this.#current : randomBytes(32);
    this.#current = randomBytes(32);
    this.#period = now;
  }

  #now(): number {
    return Math.floor(this.#clock.now() / lifetime);
  }
}

function sign(secret: Uint8Array, { host, port }: DtlsPeer, random: string): Buffer {
  return createHmac('sha256', secret).update(`${host} ${port} ${random}`).digest().subarray(0, size);
}
