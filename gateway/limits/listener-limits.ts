import type { AccessRule } from './access-rule.ts';

/** How often something may happen. */
export interface RateLimit {
  /** Per second. */
  readonly rate: number;
  /** How many at once after a time of rest. */
  readonly burst: number;
}

/** What may be read of devices, and of datagrams taken; a limit that is undefined is none. */
export interface ThroughputLimits {
  /** Bytes per second. */
  readonly bytesRate: number | undefined;
  /** Messages per second: on TCP one is what one read of the socket gives, on UDP a datagram. */
  readonly messagesRate: number | undefined;
}

/** Whom and how much a listener lets in. */
export interface ListenerLimits {
  /** Connections at a time, at least 1; those whose socket is not closed yet count. */
  readonly maxConnections: number;
  /** New connections; undefined where any number may come. */
  readonly connectionRate: RateLimit | undefined;
  /** The first that matches decides; where none does the device may connect. */
  readonly accessRules: readonly AccessRule[];
  /** Of each connection. */
  readonly perConnection: ThroughputLimits;
  /** Of all connections of the listener together. */
  readonly perListener: ThroughputLimits;
}
