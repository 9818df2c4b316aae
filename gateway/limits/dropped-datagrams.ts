/** Why a datagram was dropped: the limit that it was above. */
export const dropReasons = [
  'max_bytes_rate',
  'max_messages_rate',
  'listener_max_bytes_rate',
  'listener_max_messages_rate',
  'receive_buffer',
] as const;

export type DropReason = (typeof dropReasons)[number];

/** How many datagrams a listener has dropped since it started, by reason. */
export type DropCounts = Readonly<Record<DropReason, number>>;

/** Counts the datagrams that a listener drops. */
export class DropCounters {
  readonly #counts: Record<DropReason, number> = {
    max_bytes_rate: 0,
    max_messages_rate: 0,
    listener_max_bytes_rate: 0,
    listener_max_messages_rate: 0,
    receive_buffer: 0,
  };

  /** The counts as they are now. */
  get counts(): DropCounts {
    return { ...this.#counts };
  }

  count(reason: DropReason): void {
    this.#counts[reason] += 1;
  }
}
