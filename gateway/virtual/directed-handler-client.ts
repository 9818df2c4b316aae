import type { BrokerMessage } from '../broker/broker.ts';
import type { Callback, ReceivedMessages } from '../core/callback.ts';
import type { CallbackOutcome, HandlerClient, HandlerStreams } from '../handler/handler-client.ts';
import type { VirtualCallback, VirtualGatewayObserver } from './observed.ts';

/** What becomes of a connection's `OnSocketCreated`: `late` sends it while the first bytes are on their way. */
export type Created = 'first' | 'late' | 'never';

/** What is to happen to the next callbacks of a connection. */
export interface Direction {
  created: Created;
  /** `OnSocketCreated`, kept for later. */
  kept?: Callback;
  /** How many messages are still to be gathered into one callback. */
  missing: number;
  gathered: readonly BrokerMessage[];
}

/** Calls the user's service as another client does, in an order that someone directs. */
export class DirectedHandlerClient implements HandlerClient {
  readonly #create: () => HandlerClient;
  #client: HandlerClient;
  readonly #observer: VirtualGatewayObserver;
  readonly #directions: Map<string, Direction>;
  readonly streams?: HandlerStreams;

  /** @param create Makes the client, and another one where that is to be renewed. */
  constructor(
    create: () => HandlerClient,
    observer: VirtualGatewayObserver,
    directions: Map<string, Direction>,
  ) {
    this.#create = create;
    this.#client = create();
    this.#observer = observer;
    this.#directions = directions;
    if (this.#client.streams === undefined) return;
    this.streams = {
      attach: (conn, lost) =>
        this.#client.streams?.attach(conn, (method, failure) => {
          observer.streamLost(conn, method, failure);
          lost(method, failure);
        }),
      finish: (conn, done) => this.#client.streams?.finish(conn, done) ?? later(done),
      release: (conn) => this.#client.streams?.release(conn),
    };
  }

  /** Connects anew: a handler that was started again is found at once. */
  renew(): void {
    this.#client.close();
    this.#client = this.#create();
  }

  call(conn: string, callback: Callback, done: (outcome: CallbackOutcome) => void): () => void {
    const direction = this.#directions.get(conn);
    if (callback.method === 'OnSocketClosed') this.#directions.delete(conn);
    if (direction === undefined) return this.#send(conn, callback, done);
    if (callback.method === 'OnSocketCreated' && direction.created !== 'first') {
      if (direction.created === 'late') direction.kept = callback;
      return later(() => done(undefined));
    }
    if (callback.method === 'OnReceivedMessages' && direction.missing > 0)
      return this.#gather(conn, direction, callback, done);
    const { kept } = direction;
    if (kept === undefined) return this.#send(conn, callback, done);
    delete direction.kept;
    if (callback.method !== 'OnReceivedBytes') return this.#sendInOrder(conn, kept, callback, done);
    const cancel = this.#send(conn, callback, done);
    this.#send(conn, kept, () => undefined);
    return cancel;
  }

  probe(timeout: number): Promise<string | undefined> {
    return this.#client.probe(timeout);
  }

  close(): void {
    this.#client.close();
  }

  #sendInOrder(
    conn: string,
    first: Callback,
    second: Callback,
    done: (outcome: CallbackOutcome) => void,
  ): () => void {
    let cancel = this.#send(conn, first, () => {
      cancel = this.#send(conn, second, done);
    });
    return () => cancel();
  }

  #gather(
    conn: string,
    direction: Direction,
    { messages, size }: ReceivedMessages,
    done: (outcome: CallbackOutcome) => void,
  ): () => void {
    direction.gathered = [...direction.gathered, ...messages];
    direction.missing -= messages.length;
    // The gateway goes on with what waits behind, and that is what completes the batch.
    if (direction.missing > 0) return later(() => done(undefined));
    const all = direction.gathered;
    direction.gathered = [];
    return this.#send(conn, { method: 'OnReceivedMessages', messages: all, size }, done);
  }

  #send(conn: string, callback: Callback, done: (outcome: CallbackOutcome) => void): () => void {
    const told = tell(conn, callback);
    this.#observer.callbackSent(told);
    return this.#client.call(conn, callback, (outcome) => {
      this.#observer.callbackEnded(told, outcome);
      done(outcome);
    });
  }
}

function tell(conn: string, callback: Callback): VirtualCallback {
  const { method } = callback;
  if (method === 'OnReceivedBytes') return { conn, method, bytes: Buffer.concat(callback.chunks) };
  if (method === 'OnReceivedMessages') return { conn, method, messages: callback.messages };
  return { conn, method };
}

function later(call: () => void): () => void {
  const immediate = setImmediate(call);
  return () => clearImmediate(immediate);
}
