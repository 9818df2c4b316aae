import type { Callback } from '../core/callback.ts';
import type { CallbackFailure } from '../core/reason.ts';

/** The outcome of one callback: undefined when the user's service has answered. */
export type CallbackOutcome = CallbackFailure | undefined;

/**
 * The port to the user's service: one method, one event, one outcome. All that
 * the gateway knows of the way in which the call travels.
 */
export interface HandlerClient {
  /** Calls `done` exactly once, later, unless the function that comes back is called before. */
  call(conn: string, callback: Callback, done: (outcome: CallbackOutcome) => void): () => void;
  /** Whether the service can be reached now, and if not, why. Settles within `timeout` milliseconds. */
  probe(timeout: number): Promise<string | undefined>;
  close(): void;
}
