import type { Clock } from './clock.ts';

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

/** Time that passes when its owner says so. */
export class VirtualClock implements Clock {
  #now: number;
  readonly #epoch = Date.UTC(2026, 0, 1);
  #timers: Timer[] = [];

  constructor(now = 0) {
    this.#now = now;
  }

  /** How many calls are still to come. */
  get pending(): number {
    return this.#timers.length;
  }

  now(): number {
    return this.#now;
  }

  wallTime(): number {
    return this.#epoch + this.#now;
  }

  after(delay: number, call: () => void): () => void {
    const timer = { at: this.#now + delay, call };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass, and makes the calls that come due, each at its time. */
  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#nextUntil(end); next !== undefined; next = this.#nextUntil(end)) {
      const due = next;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#now = Math.max(this.#now, due.at);
      due.call();
    }
    this.#now = end;
  }

  /** Lets time pass in which nothing could run, as when a machine sleeps. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
    this.pass(0);
  }

  #nextUntil(end: number): Timer | undefined {
    const due = this.#timers.filter(({ at }) => at <= end);
    return due.reduce<Timer | undefined>(
      (first, timer) => (first === undefined || timer.at < first.at ? timer : first),
      undefined,
    );
  }
}
