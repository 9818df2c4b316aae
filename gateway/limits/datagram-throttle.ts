import { isDeepStrictEqual } from 'node:util';
import type { DropReason } from './dropped-datagrams.ts';
import type { ListenerLimits } from './listener-limits.ts';
import { Throughput } from './throughput.ts';

/**
 * The throughput of a listener for datagrams. What is above it is dropped, not delayed: nobody
 * can tell a sender of datagrams to wait. Times are milliseconds of a clock that never goes back.
 */
export class DatagramThroughput {
  #limits: Pick<ListenerLimits, 'perConnection' | 'perListener'>;
  #shared: Throughput;

  constructor(limits: ListenerLimits, now: number) {
    this.#limits = limits;
    this.#shared = new Throughput(limits.perListener, now);
  }

  /** What holds for all peers of the listener together. */
  get shared(): Throughput {
    return this.#shared;
  }

  /** What holds for each peer; another object after a change. */
  get perConnection(): ListenerLimits['perConnection'] {
    return this.#limits.perConnection;
  }

  /** Other limits from now on, also for the peers that are there: each begins with a full second. */
  change({ perConnection, perListener }: ListenerLimits, now: number): void {
    const before = this.#limits;
    // Those that are as they were must not begin anew.
    if (isDeepStrictEqual([perConnection, perListener], [before.perConnection, before.perListener])) return;
    this.#limits = { perConnection, perListener };
    this.#shared = new Throughput(perListener, now);
  }
}

/** Decides which datagrams of one peer are taken. */
export class DatagramThrottle {
  readonly #throughput: DatagramThroughput;
  #own: Throughput;
  #limits: ListenerLimits['perConnection'];

  constructor(throughput: DatagramThroughput, now: number) {
    this.#throughput = throughput;
    this.#limits = throughput.perConnection;
    this.#own = new Throughput(this.#limits, now);
  }

  /**
   * Pays for a datagram, or says which limit it is above; then it costs nothing. A limit holds what
   * one second gives, so a datagram that is larger than that is always dropped.
   */
  take(bytes: number, now: number): DropReason | undefined {
    if (this.#limits !== this.#throughput.perConnection) {
      this.#limits = this.#throughput.perConnection;
      this.#own = new Throughput(this.#limits, now);
    }
    const own = this.#own.affords(bytes, now);
    if (own !== 'yes') return own === 'no bytes' ? 'max_bytes_rate' : 'max_messages_rate';
    const shared = this.#throughput.shared.affords(bytes, now);
    if (shared !== 'yes') {
      return shared === 'no bytes' ? 'listener_max_bytes_rate' : 'listener_max_messages_rate';
    }
    this.#own.charge(bytes, now);
    this.#throughput.shared.charge(bytes, now);
    return undefined;
  }
}
