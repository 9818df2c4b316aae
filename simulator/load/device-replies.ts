import type { Load } from './load.ts';
import { PendingReplies } from './pending-replies.ts';

/** The replies that one device waits for. */
export class DeviceReplies {
  readonly #load: Load;
  /** Most of thousands of devices wait for nothing. */
  #pending: PendingReplies | undefined;

  constructor(load: Load) {
    this.#load = load;
  }

  /** @param due When its message was due: latencies count from there. */
  expect(sequence: number, due: number): void {
    this.#pending ??= new PendingReplies();
    const given = this.#pending.add(sequence, due);
    this.#load.measurements.count('lost', given);
    this.#load.outstanding += 1 - given;
  }

  /** @returns Whether it was waited for. */
  heard(sequence: number): boolean {
    const { measurements, clock } = this.#load;
    const outcome = this.#pending?.answer(sequence);
    if (outcome?.kind !== 'expected') {
      measurements.count('duplicated');
      return false;
    }
    this.#load.outstanding -= 1;
    measurements.time('latency', clock.now() - outcome.scheduled);
    if (outcome.reordered) measurements.count('reordered');
    return true;
  }

  /** Those whose messages were due before a time are lost. */
  expire(before: number): void {
    const expired = this.#pending?.expire(before) ?? 0;
    this.#load.measurements.count('lost', expired);
    this.#load.outstanding -= expired;
  }
}
