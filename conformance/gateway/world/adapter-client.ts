import { Client, credentials, Metadata, type ServiceDefinition, type ServiceError } from '@grpc/grpc-js';
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
    // Scenarios that a dead target has cut off may still be at work.
    if (this.#closed) return Promise.resolve({ error: 'the run is over' });
    return new Promise((resolve) => {
      this.#client.makeUnaryRequest(
        definition.path,
        definition.requestSerialize,
        definition.responseDeserialize as (bytes: Buffer) => CodeResponse,
        request,
        new Metadata(),
        { deadline: Date.now() + patience },
        (error, response) => resolve(toOutcome(error, response)),
      );
    });
  }

  /** Sends bytes that are no message to a method of any name. */
  callRaw(path: string, bytes: Buffer, patience: number): Promise<CallOutcome> {
    const same = (value: Buffer) => value;
    return new Promise((resolve) => {
      const options = { deadline: Date.now() + patience };
      this.#client.makeUnaryRequest(path, same, same, bytes, new Metadata(), options, (error) =>
        resolve(error === null ? { code: 'answered', message: '' } : { error: describe(error) }),
      );
    });
  }

  close(): void {
    this.#closed = true;
    this.#client.close();
  }
}

function toOutcome(error: ServiceError | null, response: CodeResponse | undefined): CallOutcome {
  if (error !== null) return { error: describe(error) };
  return { code: String(response?.code), message: response?.message ?? '' };
}

function describe(error: ServiceError): string {
  return error.message.slice(0, 200);
}
