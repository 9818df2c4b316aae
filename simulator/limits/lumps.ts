/** Milliseconds without anything that end a lump, and after which one that does not end is cut. */
const gap = 20;
const longest = 100;

/**
 * The rate at which something is taken that is taken in lumps: whole ones, from the beginning of the first to that of the last.
 * Times are milliseconds.
 */
export class Lumps {
  #count = 0;
  #first = 0;
  #begin = 0;
  #latest = Number.NEGATIVE_INFINITY;
  #sinceFirst = 0;

  add(amount: number, time: number): void {
    const goesOn = time - this.#latest <= gap && time - this.#begin <= longest;
    this.#latest = time;
    if (!goesOn) {
      this.#begin = time;
      this.#count += 1;
      if (this.#count === 1) this.#first = time;
    }
    if (this.#count > 1) this.#sinceFirst += amount;
  }

  /** How many there were between the first and the last. */
  get intervals(): number {
    return Math.max(0, this.#count - 1);
  }

  /** Per second. */
  get rate(): number {
    const span = this.#begin - this.#first;
    return span === 0 ? 0 : (this.#sinceFirst / span) * 1_000;
  }
}
