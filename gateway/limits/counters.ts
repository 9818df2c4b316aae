/** Why a device was not let in. */
export const refusalReasons = [
  'access_denied',
  'max_connections',
  'max_conn_rate',
  'max_handshakes',
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

/** How many connections a listener has refused since it started, by reason. */
export type RefusalCounts = Readonly<Record<RefusalReason, number>>;

/** Counts what a listener refuses. */
export class RefusalCounters {
  readonly #counts = { access_denied: 0, max_connections: 0, max_conn_rate: 0, max_handshakes: 0 };

  /** The counts as they are now. */
  get counts(): RefusalCounts {
    return { ...this.#counts };
  }

  count(reason: RefusalReason): void {
    this.#counts[reason] += 1;
  }
}
