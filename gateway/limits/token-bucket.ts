/**
 * Tokens that come in at a steady rate, up to a burst, and are taken out. Time is passed in:
 * milliseconds of a clock that never goes back.
 */
export class TokenBucket {
  readonly #perMillisecond: number;
  readonly #burst: number;
  #tokens: number;
  #asOf: number;

  /**
   * A full bucket.
   *
   * @param rate Tokens per second, above 0.
   * @param burst The most tokens that it holds, above 0.
   */
  constructor(rate: number, burst: number, now: number) {
    this.#perMillisecond = rate / 1000;
    this.#burst = burst;
    this.#tokens = burst;
    this.#asOf = now;
  }

  /** What is there; below 0 where more was taken than there was. */
  tokens(now: number): number {
    const elapsed = Math.max(0, now - this.#asOf);
    return Math.min(this.#burst, this.#tokens + elapsed * this.#perMillisecond);
  }

  /** Takes tokens if all of them are there, and else none. */
  tryTake(count: number, now: number): boolean {
    if (this.tokens(now) < count) return false;
    this.take(count, now);
    return true;
  }

  /** Takes tokens even if they are not there: the debt is paid before any are there again. */
  take(count: number, now: number): void {
    this.#tokens = this.tokens(now) - count;
    this.#asOf = Math.max(this.#asOf, now);
  }

  /** The time from which on there are as many tokens; `now` or before where they are there already. */
  readyAt(count: number, now: number): number {
    return now + (count - this.tokens(now)) / this.#perMillisecond;
  }
}
