import type { ThroughputLimits } from './listener-limits.ts';
import { TokenBucket } from './token-bucket.ts';

/**
 * What may be read of one device, or of all of a listener. A read is paid for when its size is
 * known, so it may leave a debt; nothing more is read until that is paid.
 */
export class Throughput {
  readonly #bytes: TokenBucket | undefined;
  readonly #messages: TokenBucket | undefined;

  /** The burst of each limit is what one second gives. */
  constructor({ bytesRate, messagesRate }: ThroughputLimits, now: number) {
    this.#bytes = bucketOf(bytesRate, now);
    this.#messages = bucketOf(messagesRate, now);
  }

  /** Pays for a read of this many bytes. */
  charge(bytes: number, now: number): void {
    this.#bytes?.take(bytes, now);
    this.#messages?.take(1, now);
  }

  /** Whether so many bytes are there to pay with now, for someone who takes all of them or nothing. */
  affords(bytes: number, now: number): 'yes' | 'no bytes' | 'no messages' {
    if (this.#bytes !== undefined && this.#bytes.tokens(now) < bytes) return 'no bytes';
    return this.#messages !== undefined && this.#messages.tokens(now) < 1 ? 'no messages' : 'yes';
  }

  /** When the next read may be: `now` or before where that is at once. */
  readyAt(now: number): number {
    // One token is the least that a read needs.
    const bytes = this.#bytes?.readyAt(1, now) ?? now;
    const messages = this.#messages?.readyAt(1, now) ?? now;
    return Math.max(bytes, messages);
  }
}

function bucketOf(rate: number | undefined, now: number): TokenBucket | undefined {
  return rate === undefined ? undefined : new TokenBucket(rate, rate, now);
}
