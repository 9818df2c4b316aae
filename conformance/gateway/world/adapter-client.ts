import { Client, credentials, Metadata, type ServiceDefinition } from '@grpc/grpc-js';
import { type CodeResponse, loadDefinition, serviceNames } from '../../../proto/index.ts';
import { formatAddress } from '../target/address.ts';
import type { Address } from '../target/target.ts';

/** The methods of `ConnectionAdapter`. */
export type AdapterMethod =
  | 'Send'
  | 'Close'
  | 'Authenticate'
  | 'StartTimer'
  | 'Publish'
  | 'Subscribe'
  | 'Unsubscribe'
  | 'RawPublish';

/** What came of an adapter call: a code, or the gRPC error in its place. */
export type CallOutcome = { readonly code: string; readonly message: string } | { readonly error: string };

/** Calls the gateway's adapter as a user's service would. */
export class AdapterClient {
  readonly #client: Client;
  #closed = false;
  readonly #methods = loadDefinition()[serviceNames.adapter] as ServiceDefinition;

  constructor(address: Address) {
    this.#client = new Client(formatAddress(address), credentials.createInsecure(), {
      'grpc.max_reconnect_backoff_ms': 500,
      'grpc.initial_reconnect_backoff_ms': 100,
      'grpc.enable_http_proxy': 0,
      'grpc.use_local_subchannel_pool': 1,
      'grpc.max_send_message_length': -1,
    });
  }

  /** Calls a method; an answer that takes longer than `patience` milliseconds is the error DEADLINE_EXCEEDED. */
  call(method: AdapterMethod, request: object, patience: number): Promise<CallOutcome> {
    const definition = this.#methods[method];
    if (definition === undefined) throw new Error(`${serviceNames.adapter} has no method ${method}`);
    const { path, requestSerialize, responseDeserialize } = definition;
    const read = responseDeserialize as (bytes: Buffer) => CodeResponse;
    return this.#unary(path, requestSerialize, read, request, patience, (response) => ({
      code: String(response?.code),
      message: response?.message ?? '',
    }));
  }

  /** Sends bytes that are no message to a method of any name. */
  callRaw(path: string, bytes: Buffer, patience: number): Promise<CallOutcome> {
    const same = (value: Buffer) => value;
    return this.#unary(path, same, same, bytes, patience, () => ({ code: 'answered', message: '' }));
  }

  #unary<Request, Response>(
    path: string,
    write: (request: Request) => Buffer,
    read: (bytes: Buffer) => Response,
    request: Request,
    patience: number,
    outcomeOf: (response: Response | undefined) => CallOutcome,
  ): Promise<CallOutcome> {
    // Scenarios that a dead target has cut off may still be at work.
    if (this.#closed) return Promise.resolve({ error: 'the run is over' });
    return new Promise((resolve) => {
      const options = { deadline: Date.now() + patience };
      this.#client.makeUnaryRequest(path, write, read, request, new Metadata(), options, (error, response) =>
        resolve(error === null ? outcomeOf(response) : { error: error.message.slice(0, 200) }),
      );
    });
  }

  close(): void {
    this.#closed = true;
    this.#client.close();
  }
}
