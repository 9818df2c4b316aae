interface Timer {
  readonly at: number;
  readonly call: () => void;
}

/** Time that passes when the schedule says so. */
export class VirtualTime {
  now = 0;
  readonly #timers = new Set<Timer>();

  after(delay: number, call: () => void): () => void {
    const timer = { at: this.now + delay, call };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Calls what comes due, each at its time. */
  pass(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (let next = this.#first(); next !== undefined && next.at <= end; next = this.#first()) {
      this.#timers.delete(next);
      this.now = Math.max(this.now, next.at);
      next.call();
    }
    this.now = end;
  }

  #first(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) if (first === undefined || timer.at < first.at) first = timer;
    return first;
  }
}
