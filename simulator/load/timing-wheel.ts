import type { Clock } from '../../gateway/clock/clock.ts';

/** What waits in a wheel. It is its own place in a list, so that waiting costs no memory. */
export abstract class WheelEntry {
  /** When it is due, in milliseconds of the clock; the wheel's to write. */
  due = Number.POSITIVE_INFINITY;
  /** The wheel's. */
  before: WheelEntry | undefined;
  /** The wheel's. */
  after: WheelEntry | undefined;
  /** The wheel's: where it waits, or -1. */
  slot = -1;

  /** It is due, perhaps late. It may be scheduled again from here. */
  abstract fire(now: number): void;
}

const slots = 4_096;

/** Any number of times to wait for, with one timer of the clock. A slot is a millisecond. */
export class TimingWheel {
  readonly #clock: Clock;
  readonly #first: (WheelEntry | undefined)[] = new Array(slots).fill(undefined);
  readonly #last: (WheelEntry | undefined)[] = new Array(slots).fill(undefined);
  #tick: number;
  #size = 0;
  #firing = false;
  #wakeAt = Number.POSITIVE_INFINITY;
  #cancelTimer: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#tick = Math.floor(clock.now());
  }

  /** How many are waiting. */
  get size(): number {
    return this.#size;
  }

  /** Lets an entry fire at a time, in the place of one it waited for before. What is past fires at once. */
  schedule(entry: WheelEntry, due: number): void {
    this.cancel(entry);
    entry.due = due;
    const tick = Math.max(Math.floor(due), this.#tick);
    this.#append(entry, tick % slots);
    if (!this.#firing) this.#wake(Math.max(due, tick));
  }

  cancel(entry: WheelEntry): void {
    const { slot, before, after } = entry;
    if (slot < 0) return;
    if (before === undefined) this.#first[slot] = after;
    else before.after = after;
    if (after === undefined) this.#last[slot] = before;
    else after.before = before;
    entry.before = undefined;
    entry.after = undefined;
    entry.slot = -1;
    entry.due = Number.POSITIVE_INFINITY;
    this.#size -= 1;
  }

  /** Forgets all that wait, and the timer. */
  stop(): void {
    this.#cancelTimer();
    for (const [slot] of this.#first.entries()) {
      for (let entry = this.#first[slot]; entry !== undefined; entry = this.#first[slot]) this.cancel(entry);
    }
  }

  #append(entry: WheelEntry, slot: number): void {
    const last = this.#last[slot];
    entry.slot = slot;
    entry.before = last;
    if (last === undefined) this.#first[slot] = entry;
    else last.after = entry;
    this.#last[slot] = entry;
    this.#size += 1;
  }

  #wake(at: number): void {
    if (at >= this.#wakeAt) return;
    this.#cancelTimer();
    this.#wakeAt = at;
    // A timer of Node.js counts whole milliseconds, and may come a little early.
    const delay = Math.max(0, Math.ceil(at - this.#clock.now()));
    this.#cancelTimer = this.#clock.after(delay, () => this.#turn());
  }

  #turn(): void {
    this.#wakeAt = Number.POSITIVE_INFINITY;
    this.#firing = true;
    const now = this.#clock.now();
    const tick = Math.floor(now);
    // After a long pause each slot is looked at once.
    for (let at = Math.max(this.#tick, tick - slots + 1); at <= tick; at++) {
      this.#tick = at;
      this.#fireSlot(at % slots, now);
    }
    this.#firing = false;
    this.#wakeForNext(now);
  }

  #fireSlot(slot: number, now: number): void {
    // What fires may schedule and cancel others, of this slot too.
    const due: WheelEntry[] = [];
    for (let entry = this.#first[slot]; entry !== undefined; entry = entry.after) {
      if (entry.due <= now) due.push(entry);
    }
    for (const entry of due) {
      if (entry.due > now) continue;
      this.cancel(entry);
      entry.fire(now);
    }
  }

  #wakeForNext(now: number): void {
    if (this.#size === 0) return;
    for (let tick = this.#tick; tick < this.#tick + slots; tick++) {
      if (this.#first[tick % slots] === undefined) continue;
      const due = this.#soonest(tick % slots);
      this.#wake(Math.max(due < tick + 1 ? due : tick + 1, now));
      return;
    }
  }

  #soonest(slot: number): number {
    let due = Number.POSITIVE_INFINITY;
    for (let entry = this.#first[slot]; entry !== undefined; entry = entry.after) {
      due = Math.min(due, entry.due);
    }
    return due;
  }
}
