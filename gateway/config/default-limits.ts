import type { ListenerLimits } from '../limits/listener-limits.ts';

/** The limits of a listener that is told of none. */
export function defaultLimits(): ListenerLimits {
  return {
    maxConnections: 1_024_000,
    connectionRate: undefined,
    accessRules: [],
    perConnection: { bytesRate: undefined, messagesRate: undefined },
    perListener: { bytesRate: undefined, messagesRate: undefined },
  };
}
