/** More than these are not waited for: the oldest counts as lost. */
const mostPending = 1_000;

/** What came of a reply. */
export type ReplyOutcome =
  /** The message was due at that time; `reordered` where a later one was answered before. */
  | { readonly kind: 'expected'; readonly scheduled: number; readonly reordered: boolean }
  /** Nobody waits for it: it came twice, or too late. */
  | { readonly kind: 'unexpected' };

/** The messages of one device that have no reply yet. */
export class PendingReplies {
  /** By their sequence numbers, in the order in which they were sent. */
  readonly #scheduled = new Map<number, number>();
  #latest = -1;

  get count(): number {
    return this.#scheduled.size;
  }

  /** @returns How many are given up for it: 0 or 1. */
  add(sequence: number, scheduled: number): number {
    this.#scheduled.set(sequence, scheduled);
    if (this.#scheduled.size <= mostPending) return 0;
    const [oldest = sequence] = this.#scheduled.keys();
    this.#scheduled.delete(oldest);
    return 1;
  }

  answer(sequence: number): ReplyOutcome {
    const scheduled = this.#scheduled.get(sequence);
    if (scheduled === undefined) return { kind: 'unexpected' };
    this.#scheduled.delete(sequence);
    const reordered = sequence < this.#latest;
    this.#latest = Math.max(this.#latest, sequence);
    return { kind: 'expected', scheduled, reordered };
  }

  /** Gives up those that were due before a time, and says how many. */
  expire(before: number): number {
    let expired = 0;
    for (const [sequence, scheduled] of this.#scheduled) {
      if (scheduled >= before) break;
      this.#scheduled.delete(sequence);
      expired += 1;
    }
    return expired;
  }
}
