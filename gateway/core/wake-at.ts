import { idleDue, keepaliveDue } from './keepalive.ts';
import type { ConnectionState } from './state.ts';

/** When the connection wants its next `tick`; infinity where nothing waits for time. */
export function wakeAt(state: ConnectionState): number {
  return Math.min(
    idleDue(state),
    keepaliveDue(state),
    state.inFlight?.deadline ?? Number.POSITIVE_INFINITY,
    state.waitingSends[0]?.deadline ?? Number.POSITIVE_INFINITY,
    state.endBy,
    state.retryAt,
  );
}
