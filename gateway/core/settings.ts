import type { Client } from './client.ts';

/**
 * What all connections of a listener share. Times are milliseconds, sizes bytes.
 * The defaults of the user's file are made in `config/`.
 */
export interface ConnectionSettings {
  /** One event carries one datagram, and so does one `Send`: nothing is joined, nothing split. */
  readonly datagrams: boolean;
  /** The most that one `Send` may hold where `datagrams` is set. */
  readonly largestDatagram: number;
  readonly idleTimeout: number;
  readonly callbackTimeout: number;
  /** After a connection closes, each of its callbacks has this long: docs/protocol.md, section 4. */
  readonly closeTimeout: number;
  readonly sendTimeout: number;
  readonly sendBuffer: number;
  readonly receiveBuffer: number;
  readonly maxQueuedMessages: number;
  readonly mountpoint:
    | { readonly from: 'configuration'; readonly prefix: string }
    | { readonly from: 'client' };
  /** The access control list. Pure: the same question has the same answer. */
  readonly authorize: (client: Client, action: 'publish' | 'subscribe', topic: string) => boolean;
}
