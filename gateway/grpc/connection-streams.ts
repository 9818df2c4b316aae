import type { CallbackFailure, CallbackMethod } from '../core/reason.ts';
import type { CallbackOutcome, StreamLost } from '../handler/handler-client.ts';
import type { EventStream } from './event-stream.ts';

/** Opens a stream for the events of a method. */
export type OpenEventStream = (
  method: CallbackMethod,
  ended: (failure: CallbackFailure | undefined) => void,
) => EventStream;

/** The streams of one connection, each opened by its first event. */
export class ConnectionStreams {
  readonly #open: OpenEventStream;
  readonly #lost: StreamLost;
  readonly #streams = new Map<CallbackMethod, EventStream>();
  #finished: (() => void) | undefined;

  constructor(open: OpenEventStream, lost: StreamLost) {
    this.#open = open;
    this.#lost = lost;
  }

  /** Sends an event on the stream of its method; the function that comes back cancels the stream. */
  write(method: CallbackMethod, request: object, done: (outcome: CallbackOutcome) => void): () => void {
    let stream = this.#streams.get(method);
    if (stream === undefined) {
      stream = this.#open(method, (failure) => this.#ended(method, failure));
      this.#streams.set(method, stream);
    }
    stream.write(request, done);
    return () => {
      this.#streams.get(method)?.cancel();
      this.#streams.delete(method);
    };
  }

  /** Half-closes all streams; `done` is called later, when each has ended. */
  finish(done: () => void): () => void {
    this.#finished = done;
    for (const stream of this.#streams.values()) stream.complete();
    if (this.#streams.size === 0) setImmediate(() => this.#checkFinished());
    return () => this.cancel();
  }

  /** Ends what is left. */
  cancel(): void {
    this.#finished = undefined;
    for (const stream of this.#streams.values()) stream.cancel();
    this.#streams.clear();
  }

  #ended(method: CallbackMethod, failure: CallbackFailure | undefined): void {
    this.#streams.delete(method);
    if (failure !== undefined) this.#lost(method, failure);
    this.#checkFinished();
  }

  #checkFinished(): void {
    if (this.#streams.size > 0) return;
    const finished = this.#finished;
    this.#finished = undefined;
    finished?.();
  }
}
