import { AccessRules } from './access-rules.ts';
import type { RefusalReason } from './counters.ts';
import type { ListenerLimits } from './listener-limits.ts';
import { TokenBucket } from './token-bucket.ts';

/** Decides which devices a listener lets in. Times are milliseconds of a clock that never goes back. */
export class ConnectionGate {
  #rules: AccessRules;
  #maxConnections: number;
  #rate: TokenBucket | undefined;
  #connections = 0;

  constructor(limits: ListenerLimits, now: number) {
    this.#rules = new AccessRules(limits.accessRules);
    this.#maxConnections = limits.maxConnections;
    this.#rate = bucketOf(limits, now);
  }

  /** Takes other limits for those who come from now on; nobody who is in has to leave. */
  reload(limits: ListenerLimits, now: number): void {
    this.#rules = new AccessRules(limits.accessRules);
    this.#maxConnections = limits.maxConnections;
    this.#rate = bucketOf(limits, now);
  }

  /** How many slots are taken. */
  get connections(): number {
    return this.#connections;
  }

  /** Whether a device at this address may come at all. Takes nothing. */
  permits(host: string): boolean {
    return this.#rules.allow(host);
  }

  /** Lets a device begin anew in the slot that it has, or says why it may not. */
  readmit(host: string, now: number): RefusalReason | undefined {
    if (!this.#rules.allow(host)) return 'access_denied';
    return this.#rate === undefined || this.#rate.tryTake(1, now) ? undefined : 'max_conn_rate';
  }

  /** Takes a slot for a device at this address, or says why there is none. */
  admit(host: string, now: number): RefusalReason | undefined {
    if (!this.#rules.allow(host)) return 'access_denied';
    if (this.#connections >= this.#maxConnections) return 'max_connections';
    // Last, so that a device that is refused anyway does not use up the rate of the others.
    if (this.#rate !== undefined && !this.#rate.tryTake(1, now)) return 'max_conn_rate';
    this.#connections += 1;
    return undefined;
  }

  /** Gives back the slot of a device that was let in: its socket is closed. */
  leave(): void {
    this.#connections -= 1;
  }
}

function bucketOf({ connectionRate }: ListenerLimits, now: number): TokenBucket | undefined {
  if (connectionRate === undefined) return undefined;
  return new TokenBucket(connectionRate.rate, connectionRate.burst, now);
}
