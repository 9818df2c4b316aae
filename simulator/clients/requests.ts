/** Requests that each have a time, and that all end together. */
export class Requests {
  readonly #open = new Set<AbortController>();
  #isClosed = false;

  /**
   * Makes a request.
   *
   * @param time How long it may take, in milliseconds.
   * @param make Gives it up when its signal is aborted: after that time with a `TimeoutError`.
   */
  async make<Result>(time: number, make: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    // Not by AbortSignal.any: Node.js keeps what that makes of a signal for as long as the signal is there.
    const stop = new AbortController();
    const late = () => stop.abort(new DOMException(`no answer within ${time} ms`, 'TimeoutError'));
    const timer = setTimeout(late, time);
    this.#open.add(stop);
    if (this.#isClosed) stop.abort();
    try {
      return await make(stop.signal);
    } finally {
      clearTimeout(timer);
      this.#open.delete(stop);
    }
  }

  /** Gives all of them up, and those that come. */
  close(): void {
    this.#isClosed = true;
    for (const stop of this.#open) stop.abort();
  }
}
