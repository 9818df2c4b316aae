import type { ResultCode } from '../../proto/index.ts';
import type { QualityOfService } from '../broker/broker.ts';

/** A token of the caller's that comes back in the effect that answers the call. */
export type Call = object;

/** The fields of `ClientInfo` as they came. */
export interface RequestedClient {
  readonly proto_name: string;
  readonly proto_ver: string;
  readonly clientid: string;
  readonly username: string;
  readonly mountpoint: string;
}

/** What the user's service asks of one connection: the `ConnectionAdapter` methods that name a `conn`. */
export type CallRequest =
  | { readonly method: 'Send'; readonly bytes: Uint8Array }
  | { readonly method: 'Close' }
  | { readonly method: 'Authenticate'; readonly client: RequestedClient | null; readonly password: string }
  | { readonly method: 'StartTimer'; readonly timer: string | number; readonly interval: number }
  | { readonly method: 'Publish'; readonly topic: string; readonly qos: number; readonly payload: Uint8Array }
  | { readonly method: 'Subscribe'; readonly topic: string; readonly qos: number }
  | { readonly method: 'Unsubscribe'; readonly topic: string };

/** The answer to a call. */
export interface CallAnswer {
  readonly code: ResultCode;
  readonly message: string;
}

/** A level of delivery, or undefined for a number that MQTT does not know. */
export function qualityOfService(value: number): QualityOfService | undefined {
  return value === 0 || value === 1 || value === 2 ? value : undefined;
}
