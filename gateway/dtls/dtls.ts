import type { X509Certificate } from 'node:crypto';
import type { Alarms } from '../clock/alarms.ts';
import type { Clock } from '../clock/clock.ts';
import type { DtlsClientCredentials, DtlsServerCredentials } from './credentials.ts';

/**
 * DTLS 1.2 without sockets: datagrams go in and come out, and so does what they carry. Whoever
 * implements it can be replaced, by Node's own DTLS one day.
 */
export interface Dtls {
  /** @throws {DtlsError} `DTLS_CREDENTIALS_UNUSABLE` */
  createServer(
    credentials: DtlsServerCredentials,
    options: DtlsServerOptions,
    events: DtlsServerEvents,
  ): DtlsServer;
  /**
   * What any number of client sessions can share. It must be closed.
   *
   * @throws {DtlsError} `DTLS_CREDENTIALS_UNUSABLE`
   */
  createClientContext(credentials: DtlsClientCredentials): DtlsClientContext;
}

/** The other end of a session. */
export interface DtlsPeer {
  readonly host: string;
  readonly port: number;
}

/** Times are milliseconds, sizes bytes. */
export interface DtlsOptions {
  readonly clock: Clock;
  readonly alarms: Alarms;
  /** From the first message to the end of the handshake. */
  readonly handshakeTimeout: number;
  /** The largest datagram of a handshake, 256 to 16384. What is written is never split. */
  readonly mtu: number;
  /** After how long the first message of a handshake that is not answered is sent again; then after twice that. */
  readonly retransmitAfter?: number;
}

export interface DtlsServerOptions extends DtlsOptions {
  /** Handshakes at a time, of all peers together. */
  readonly maxHandshakes: number;
  /** Handshakes at a time with one host. */
  readonly maxHandshakesPerHost: number;
}

/** What a server asks and tells. It is the listener that knows sockets and limits. */
export interface DtlsServerEvents {
  /** A datagram is to be sent; `sent` must be called when it has left, or is lost. */
  send(datagram: Uint8Array, peer: DtlsPeer, sent: () => void): void;
  /** Whether a handshake with this host may begin. Asked before anything is computed for it. */
  permits(host: string): boolean;
  /** Takes a place for a peer that has proved its address. */
  admit(peer: DtlsPeer): boolean;
  /** Whether a peer that has a place may begin another session in it. */
  readmit(peer: DtlsPeer): boolean;
  /** Gives back the place of a peer: its last session has ended. */
  leave(peer: DtlsPeer): void;
  /** A peer that has proved its address is turned away: too many handshakes are going on. */
  crowded(peer: DtlsPeer): void;
  /** A handshake has succeeded. A session that the peer had before has been told its end. */
  accepted(session: DtlsSession): void;
  /** A handshake has failed. */
  failed(peer: DtlsPeer, reason: string): void;
}

export interface DtlsServer {
  /** How many peers have a session or a handshake. */
  readonly peers: number;
  /** How many handshakes are going on. */
  readonly handshakes: number;
  receive(datagram: Uint8Array, from: DtlsPeer): void;
  /**
   * Takes other credentials for the handshakes that follow; sessions and handshakes go on with the old ones.
   *
   * @throws {DtlsError} `DTLS_CREDENTIALS_UNUSABLE`; the old ones stay then
   */
  reload(
    credentials: DtlsServerCredentials,
    options: Pick<DtlsServerOptions, 'handshakeTimeout' | 'mtu'>,
  ): void;
  /** Begins no more handshakes, and ends those that are not finished; sessions go on. */
  stop(): void;
}

/** Why a session has ended without our doing. */
export type DtlsEnd =
  /** The peer has said so: close_notify. */
  | { readonly kind: 'closed' }
  /** An alert, or bytes that no peer may send. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The peer has begun anew from the same address and port. */
  | { readonly kind: 'replaced' };

/** A session whose handshake is done. */
export interface DtlsSession {
  readonly peer: DtlsPeer;
  readonly peerCertificate: X509Certificate | undefined;
  /** One record has come. */
  received: (bytes: Buffer) => void;
  /** The session has ended, and not by `close` or `destroy`. */
  ended: (end: DtlsEnd) => void;
  /**
   * Sends bytes as one record in one datagram; none makes no datagram. `sent` is called when it has left, or is lost.
   *
   * @throws {DtlsError} `DTLS_MESSAGE_TOO_LONG` above 16384 bytes, `DTLS_CLOSED`
   */
  write(bytes: Uint8Array, sent: () => void): void;
  /** Ends the session with a close_notify, or does nothing if it has ended; `sent` is called either way. */
  close(sent: () => void): void;
  /** Ends the session without a word. */
  destroy(): void;
}

/** What a client's handshake tells. */
export interface DtlsClientEvents {
  send(datagram: Uint8Array, sent: () => void): void;
  established(session: DtlsSession): void;
  /** There is no session, and will be none. */
  failed(reason: string): void;
}

/** A handshake of a client, or the session that it came to. */
export interface DtlsClient {
  receive(datagram: Uint8Array): void;
  /** Ends it without a word, in whatever state it is. */
  destroy(): void;
}

export interface DtlsClientContext {
  /** Begins a handshake: its first datagram is sent at once. */
  connect(peer: DtlsPeer, options: DtlsOptions, events: DtlsClientEvents): DtlsClient;
  /** Releases what it holds; sessions that are open go on. */
  close(): void;
}

/** The most that one record holds, in bytes. */
export const largestRecord = 16_384;
