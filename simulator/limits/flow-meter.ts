/** Milliseconds of a slot, by which a flow's fastest moment is found. */
const slot = 100;
/** A flow has slowed down when its last slots have less than this part of its fastest. */
const slowed = 0.6;

/** Measures what comes back over time. Times are milliseconds from its beginning. */
export class FlowMeter {
  readonly #slots: number[] = [];
  #from = Number.POSITIVE_INFINITY;
  #first: number | undefined;
  #last = 0;
  #after = 0;
  #total = 0;

  /** From now on it counts. */
  countFrom(time: number): void {
    this.#from = time;
  }

  add(amount: number, time: number): void {
    const index = Math.floor(time / slot);
    this.#slots[index] = (this.#slots[index] ?? 0) + amount;
    if (time < this.#from) return;
    this.#total += amount;
    if (this.#first === undefined) this.#first = time;
    else this.#after += amount;
    this.#last = time;
  }

  /** Whether it has been clearly faster before. */
  hasSlowed(time: number): boolean {
    const current = Math.floor(time / slot);
    const recent = (this.#at(current - 1) + this.#at(current - 2) + this.#at(current - 3)) / 3;
    return current >= 4 && recent < slowed * this.#fastest();
  }

  /** The most that there was at any moment, per second. */
  get peak(): number {
    return (this.#fastest() / slot) * 1_000;
  }

  /**
   * Per second, from the first arrival to the last: whole pieces at the edges make no difference.
   *
   * @param until When counting ended, where hardly anything came.
   */
  rate(until: number): number {
    const first = this.#first;
    if (first === undefined) return 0;
    const span = this.#last - first;
    // What came in the beginning and then no more is no rate.
    const whole = until - this.#from;
    return span > 0.5 * whole ? (this.#after / span) * 1_000 : (this.#total / whole) * 1_000;
  }

  #fastest(): number {
    return this.#slots.reduce((most, amount) => Math.max(most, amount ?? 0), 0);
  }

  #at(index: number): number {
    return this.#slots[index] ?? 0;
  }
}
