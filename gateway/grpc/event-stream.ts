import type { ClientWritableStream, ServiceError } from '@grpc/grpc-js';
import type { CallbackFailure } from '../core/reason.ts';
import type { CallbackOutcome } from '../handler/handler-client.ts';

/** Opens a client stream; `ended` is called once, later, with the status of the whole call. */
export type OpenStream = (ended: (error: ServiceError | null) => void) => ClientWritableStream<object>;

/** What a handler does that answers a stream to which more is to come. */
const endedEarly: CallbackFailure = {
  status: 'ABORTED',
  details: 'the handler ended the stream',
  arrival: 'certain',
};

/** One stream to the user's service: the events of one method and one connection, in order. */
export class EventStream {
  readonly #stream: ClientWritableStream<object>;
  readonly #toFailure: (error: ServiceError) => CallbackFailure;
  readonly #ended: (failure: CallbackFailure | undefined) => void;
  #taken: ((outcome: CallbackOutcome) => void) | undefined;
  #complete = false;
  #over = false;

  /** @param ended Called once, later, unless the stream is cancelled; with the failure that no `write` was told of. */
  constructor(
    open: OpenStream,
    toFailure: (error: ServiceError) => CallbackFailure,
    ended: (failure: CallbackFailure | undefined) => void,
  ) {
    this.#toFailure = toFailure;
    this.#ended = ended;
    this.#stream = open((error) => this.#end(error));
    // The status of the call says more than an error of the stream.
    this.#stream.on('error', () => undefined);
  }

  /** Sends an event. `done` is called once the handler's window has taken it, or with what keeps it from that. */
  write(request: object, done: (outcome: CallbackOutcome) => void): void {
    this.#taken = done;
    this.#stream.write(request, (error: Error | null | undefined) => {
      if (error) return this.#stream.cancel();
      this.#tell(undefined);
    });
  }

  /** No event follows; the handler's answer ends the stream well. */
  complete(): void {
    this.#complete = true;
    this.#stream.end();
  }

  /** Ends the stream now, and nobody is told. */
  cancel(): void {
    this.#over = true;
    this.#taken = undefined;
    this.#stream.cancel();
  }

  #end(error: ServiceError | null): void {
    if (this.#over) return;
    this.#over = true;
    const failure = error === null ? (this.#complete ? undefined : endedEarly) : this.#toFailure(error);
    this.#ended(this.#tell(failure ?? endedEarly) ? undefined : failure);
  }

  /** Tells the `write` that waits, if one does. */
  #tell(outcome: CallbackOutcome): boolean {
    const taken = this.#taken;
    this.#taken = undefined;
    taken?.(outcome);
    return taken !== undefined;
  }
}
