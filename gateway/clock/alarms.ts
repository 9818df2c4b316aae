import type { Clock } from './clock.ts';

/** How exact alarms are, in milliseconds: they ring up to this much late, never early. */
const granularity = 25;

/** Something that wants to be called when a time has come. */
export interface Sleeper {
  wake(): void;
}

/**
 * One timer for any number of sleepers: they wait in slots of 25 ms, so that a
 * hundred thousand idle connections cost one tick and no timer object each.
 */
export class Alarms {
  readonly #clock: Clock;
  readonly #slots = new Map<number, Set<Sleeper>>();
  #handled: number;
  #cancelTick: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#handled = this.#slotOf(clock.now());
  }

  /** Wakes the sleeper once, at the first tick after `at`. Returns the slot that `clear` wants. */
  set(sleeper: Sleeper, at: number): number {
    if (this.#slots.size === 0) this.#handled = Math.floor(this.#clock.now() / granularity);
    const slot = Math.max(this.#slotOf(at), this.#handled + 1);
    const sleepers = this.#slots.get(slot);
    if (sleepers === undefined) this.#slots.set(slot, new Set([sleeper]));
    else sleepers.add(sleeper);
    this.#schedule();
    return slot;
  }

  /** Takes back what `set` returned a slot for. */
  clear(sleeper: Sleeper, slot: number): void {
    const sleepers = this.#slots.get(slot);
    if (sleepers === undefined) return;
    sleepers.delete(sleeper);
    if (sleepers.size === 0) this.#slots.delete(slot);
  }

  /** Wakes nobody any more. */
  stop(): void {
    this.#slots.clear();
    this.#cancelTick?.();
    this.#cancelTick = undefined;
  }

  #slotOf(time: number): number {
    return Math.ceil(time / granularity);
  }

  #schedule(): void {
    if (this.#cancelTick !== undefined || this.#slots.size === 0) return;
    const delay = (this.#handled + 1) * granularity - this.#clock.now();
    this.#cancelTick = this.#clock.after(Math.max(1, Math.ceil(delay)), () => this.#tick());
  }

  #tick(): void {
    this.#cancelTick = undefined;
    const current = Math.floor(this.#clock.now() / granularity);
    // After a long pause of the process it is cheaper to ask the slots than to count up to now.
    const due =
      current - this.#handled > this.#slots.size
        ? [...this.#slots.keys()].filter((slot) => slot <= current).sort((left, right) => left - right)
        : Array.from({ length: current - this.#handled }, (_, index) => this.#handled + 1 + index);
    this.#handled = Math.max(this.#handled, current);
    for (const slot of due) {
      const sleepers = this.#slots.get(slot);
      this.#slots.delete(slot);
      for (const sleeper of sleepers ?? []) sleeper.wake();
    }
    this.#schedule();
  }
}
