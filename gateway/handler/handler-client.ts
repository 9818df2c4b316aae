import type { HandlerTlsConfiguration } from '../config/tls-configuration.ts';
import type { Callback } from '../core/callback.ts';
import type { CallbackFailure, CallbackMethod } from '../core/reason.ts';

/** The outcome of one callback: undefined when the user's service has answered, or its stream took the event. */
export type CallbackOutcome = CallbackFailure | undefined;

/**
 * The port to the user's service: one method, one event, one outcome. All that
 * the gateway knows of the way in which the call travels.
 */
export interface HandlerClient {
  /** Calls `done` exactly once, later, unless the function that comes back is called before. */
  call(conn: string, callback: Callback, done: (outcome: CallbackOutcome) => void): () => void;
  /** Where the events of some methods go onto streams that stay open. */
  readonly streams?: HandlerStreams;
  /**
   * Over TLS only: takes other certificates, keys and demands for the next connection. What is
   * connected stays so, and its callbacks go on.
   *
   * @throws {GatewayError} `TLS_UNUSABLE`; the client then goes on with what it has
   */
  readonly reload?: (tls: HandlerTlsConfiguration) => void;
  /** Whether the service can be reached now, and if not, why. Settles within `timeout` milliseconds. */
  probe(timeout: number): Promise<string | undefined>;
  close(): void;
}

/** Told, at most once for each stream, that it took events of a connection and did not end well. */
export type StreamLost = (method: CallbackMethod, failure: CallbackFailure) => void;

/** The streams of each connection, beside the callbacks that open them. */
export interface HandlerStreams {
  /** Comes before the first callback of the connection. */
  attach(conn: string, lost: StreamLost): void;
  /**
   * Half-closes the streams of a connection, and calls `done` later, when the service has answered
   * each of them. The function that comes back cancels those that are left, and nothing is called.
   */
  finish(conn: string, done: () => void): () => void;
  /** Forgets the connection; streams that it still has are cancelled. */
  release(conn: string): void;
}
