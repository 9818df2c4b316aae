import type { BrokerMessage } from '../broker/broker.ts';
import type { CallbackMethod, CloseReason } from './reason.ts';

/** Where a connection comes from: `ConnInfo`. */
export interface ConnectionInfo {
  readonly socketType: 'TCP' | 'SSL' | 'UDP' | 'DTLS';
  readonly peer: { readonly host: string; readonly port: number };
  readonly listener: { readonly host: string; readonly port: number };
  readonly peerCertificate?: { readonly commonName: string; readonly distinguishedName: string };
}

export interface ReceivedBytes {
  readonly method: 'OnReceivedBytes';
  /** In order; the reader of a stream may join them. */
  readonly chunks: readonly Uint8Array[];
  readonly size: number;
}

export interface ReceivedMessages {
  readonly method: 'OnReceivedMessages';
  /** Topics without the mountpoint. */
  readonly messages: readonly BrokerMessage[];
  readonly size: number;
}

/** Whether the events of a method follow one another on one stream, where there are streams. */
export function isStreamed(method: CallbackMethod): method is 'OnReceivedBytes' | 'OnReceivedMessages' {
  return method === 'OnReceivedBytes' || method === 'OnReceivedMessages';
}

/** One event on its way to the user's service. */
export type Callback =
  | { readonly method: 'OnSocketCreated'; readonly info: ConnectionInfo }
  | { readonly method: 'OnSocketClosed'; readonly reason: CloseReason }
  | { readonly method: 'OnTimerTimeout' }
  | ReceivedBytes
  | ReceivedMessages;
