import type { X509Certificate } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { Alarms } from '../clock/alarms.ts';
import { systemClock } from '../clock/system-clock.ts';
import type { DtlsClientCredentials } from './credentials.ts';
import type { DtlsClient, DtlsClientContext, DtlsEnd, DtlsSession } from './dtls.ts';
import { DtlsError } from './dtls-error.ts';
import { loadDtls } from './load-dtls.ts';

/** How a client connects. Times are milliseconds. */
export interface DtlsClientOptions {
  /** Credentials of its own, or a context that several clients share. */
  readonly credentials: DtlsClientCredentials | DtlsClientContext;
  /** 15 s where it is missing. */
  readonly handshakeTimeout?: number;
  /** The largest datagram of the handshake, in bytes; 1400 where it is missing. */
  readonly mtu?: number;
  /** 1 s where it is missing. */
  readonly retransmitAfter?: number;
}

/** One for all clients of the process: none has a timer of its own. */
const alarms = new Alarms(systemClock);

/**
 * What any number of client sockets can share. It must be closed.
 *
 * @throws {DtlsError} `DTLS_UNAVAILABLE` or `DTLS_CREDENTIALS_UNUSABLE`
 */
export async function createDtlsClientContext(
  credentials: DtlsClientCredentials,
): Promise<DtlsClientContext> {
  const dtls = await loadDtls();
  return dtls.createClientContext(credentials);
}

/** A DTLS device on a UDP socket of its own. */
export class DtlsClientSocket {
  /** One record has come. */
  received: (bytes: Buffer) => void = () => undefined;
  /** The server has ended the session. The socket stays, for another handshake or until it is closed. */
  ended: (end: DtlsEnd) => void = () => undefined;
  readonly #socket: Socket;
  readonly #server: { readonly host: string; readonly port: number };
  readonly #options: DtlsClientOptions;
  #client: DtlsClient | undefined;
  #session: DtlsSession | undefined;
  /** The context that nobody else uses. */
  #own: DtlsClientContext | undefined;
  #abandon: (() => void) | undefined;

  private constructor(socket: Socket, host: string, port: number, options: DtlsClientOptions) {
    this.#socket = socket;
    this.#server = { host, port };
    this.#options = options;
    socket.on('message', (datagram) => this.#client?.receive(datagram));
    // A datagram that can't be sent is lost, as any datagram may be.
    socket.on('error', () => undefined);
  }

  /**
   * Settles when the handshake is done.
   *
   * @param host An IPv4 or IPv6 address.
   * @throws {DtlsError} `DTLS_UNAVAILABLE`, `DTLS_CREDENTIALS_UNUSABLE` or `DTLS_HANDSHAKE_FAILED`
   */
  static async connect(host: string, port: number, options: DtlsClientOptions): Promise<DtlsClientSocket> {
    const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4' });
    const client = new DtlsClientSocket(socket, host, port, options);
    try {
      socket.bind(0);
      await once(socket, 'listening');
      await client.handshake();
    } catch (error) {
      client.destroy();
      throw error;
    }
    return client;
  }

  /** The local port. */
  get port(): number {
    return this.#socket.address().port;
  }

  /** The server's certificate, where it has one. */
  get peerCertificate(): X509Certificate | undefined {
    return this.#session?.peerCertificate;
  }

  /**
   * Forgets the session without a word and begins another from the same port, as a device does
   * that was switched off and on. Settles when the handshake is done.
   *
   * @throws {DtlsError} `DTLS_HANDSHAKE_FAILED`
   */
  async handshake(): Promise<void> {
    const context = await this.#context();
    this.#forget();
    const { handshakeTimeout = 15_000, mtu = 1_400, retransmitAfter } = this.#options;
    const options = {
      clock: systemClock,
      alarms,
      handshakeTimeout,
      mtu,
      ...(retransmitAfter === undefined ? {} : { retransmitAfter }),
    };
    await new Promise<void>((resolve, reject) => {
      const fail = (reason: string) => reject(this.#failure(reason));
      this.#abandon = () => fail('it was given up');
      this.#client = context.connect(this.#server, options, {
        send: (datagram, sent) => this.#send(datagram, sent),
        established: (session) => {
          this.#take(session);
          resolve();
        },
        failed: fail,
      });
    });
  }

  /**
   * Sends bytes as one record in one datagram. Settles when it has left.
   *
   * @throws {DtlsError} `DTLS_MESSAGE_TOO_LONG` above 16384 bytes, `DTLS_CLOSED`
   */
  send(bytes: string | Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#session === undefined)
        return reject(new DtlsError('DTLS_CLOSED', 'there is no DTLS session'));
      this.#session.write(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, resolve);
    });
  }

  /** Ends the session with a close_notify, and closes the socket. Settles when that has left. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.#session === undefined) resolve();
      else this.#session.close(resolve);
    });
    this.destroy();
  }

  /** Closes the socket without a word, as a device does that is switched off. */
  destroy(): void {
    this.#forget();
    this.#own?.close();
    this.#own = undefined;
    try {
      this.#socket.close();
    } catch {
      // It is closed already.
    }
  }

  async #context(): Promise<DtlsClientContext> {
    const { credentials } = this.#options;
    if ('connect' in credentials) return credentials;
    this.#own ??= await createDtlsClientContext(credentials);
    return this.#own;
  }

  #take(session: DtlsSession): void {
    this.#abandon = undefined;
    this.#session = session;
    session.received = (bytes) => this.received(bytes);
    session.ended = (end) => {
      this.#session = undefined;
      this.ended(end);
    };
  }

  #forget(): void {
    this.#client?.destroy();
    this.#client = undefined;
    this.#session = undefined;
    this.#abandon?.();
    this.#abandon = undefined;
  }

  #send(datagram: Uint8Array, sent: () => void): void {
    try {
      this.#socket.send(datagram, this.#server.port, this.#server.host, sent);
    } catch {
      // The socket is closed: the datagram is lost.
      sent();
    }
  }

  #failure(reason: string): DtlsError {
    const { host, port } = this.#server;
    return new DtlsError('DTLS_HANDSHAKE_FAILED', `no DTLS session with ${host} port ${port}: ${reason}`, {
      reason,
    });
  }
}
