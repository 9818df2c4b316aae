import { isDeepStrictEqual } from 'node:util';
import { AccessRules } from './access-rules.ts';
import type { RefusalReason } from './counters.ts';
import type { ListenerLimits } from './listener-limits.ts';
import { TokenBucket } from './token-bucket.ts';

/** Decides which devices a listener lets in. Times are milliseconds of a clock that never goes back. */
export class ConnectionGate {
  #rules: AccessRules;
  #maxConnections: number;
  #connectionRate: ListenerLimits['connectionRate'];
  #rate: TokenBucket | undefined;
  #connections = 0;

  constructor({ accessRules, maxConnections, connectionRate }: ListenerLimits, now: number) {
    this.#rules = new AccessRules(accessRules);
    this.#maxConnections = maxConnections;
    this.#connectionRate = connectionRate;
    this.#rate = bucketOf(connectionRate, now);
  }

  /** How many slots are taken. */
  get connections(): number {
    return this.#connections;
  }

  /** Other limits from now on. Those that are in stay, however many they are. */
  change({ accessRules, maxConnections, connectionRate }: ListenerLimits, now: number): void {
    this.#rules = new AccessRules(accessRules);
    this.#maxConnections = maxConnections;
    // A rate that is as it was must not give another burst.
    if (isDeepStrictEqual(connectionRate, this.#connectionRate)) return;
    this.#connectionRate = connectionRate;
    this.#rate = bucketOf(connectionRate, now);
  }

  /** Whether a device at this address may come at all. Takes nothing. */
  permits(host: string): boolean {
    return this.#rules.allow(host);
  }

  /** Takes a slot for a device at this address, or says why there is none. */
  admit(host: string, now: number): RefusalReason | undefined {
    if (!this.#rules.allow(host)) return 'access_denied';
    if (this.#connections >= this.#maxConnections) return 'max_connections';
    // Last, so that a device that is refused anyway does not use up the rate of the others.
    if (!this.#takeRate(now)) return 'max_conn_rate';
    this.#connections += 1;
    return undefined;
  }

  /** Takes a slot for a device whose address is not known yet: `judge` follows. */
  reserve(): RefusalReason | undefined {
    if (this.#connections >= this.#maxConnections) return 'max_connections';
    this.#connections += 1;
    return undefined;
  }

  /** Says why a device that has its slot, and turns out to be at this address, may not come in. */
  judge(host: string, now: number): RefusalReason | undefined {
    if (!this.#rules.allow(host)) return 'access_denied';
    return this.#takeRate(now) ? undefined : 'max_conn_rate';
  }

  /** Gives back the slot of a device that was let in: its socket is closed. */
  leave(): void {
    this.#connections -= 1;
  }

  #takeRate(now: number): boolean {
    return this.#rate === undefined || this.#rate.tryTake(1, now);
  }
}

function bucketOf(connectionRate: ListenerLimits['connectionRate'], now: number): TokenBucket | undefined {
  return connectionRate && new TokenBucket(connectionRate.rate, connectionRate.burst, now);
}
