import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import { type ConnectionOptions, checkServerIdentity, connect, createSecureContext } from 'node:tls';
import { CallCredentials, ChannelCredentials } from '@grpc/grpc-js';
import type { HandlerTlsConfiguration } from '../config/tls-configuration.ts';
import { tlsProblem } from './tls-problem.ts';

/** Milliseconds that a handshake may take, so that calls don't wait for a server that says nothing. */
const handshakeTimeout = 5_000;

type CreateConnector = ChannelCredentials['_createSecureConnector'];
type Secured = Awaited<ReturnType<ReturnType<CreateConnector>['connect']>>;

/**
 * TLS towards the handler. grpc-js has credentials of its own; these check the certificate of an
 * address as of a name, and know in words why there is no connection.
 */
export class TlsCredentials extends ChannelCredentials {
  /** Why the latest connection did not come about, or ended in its handshake; `raw` is what OpenSSL says. */
  problem: { readonly words: string; readonly raw: string } | undefined;
  readonly #host: string;
  #name: string;
  #options: ConnectionOptions;

  /**
   * @param host That of the URL, an IPv6 address without brackets.
   * @throws what `node:tls` says of a certificate or key that it can't use
   */
  constructor(tls: HandlerTlsConfiguration, host: string) {
    super();
    this.#host = host;
    this.#name = tls.serverName ?? host;
    this.#options = connectionOptions(tls, this.#name);
  }

  /**
   * Holds for handshakes that begin from now on.
   *
   * @throws what `node:tls` says of a certificate or key that it can't use
   */
  reload(tls: HandlerTlsConfiguration): void {
    const name = tls.serverName ?? this.#host;
    this.#options = connectionOptions(tls, name);
    this.#name = name;
  }

  override _isSecure(): boolean {
    return true;
  }

  override _equals(other: ChannelCredentials): boolean {
    return this === other;
  }

  override _createSecureConnector(...[, , callCredentials]: Parameters<CreateConnector>) {
    return {
      connect: (socket: Socket) => this.#connect(socket),
      waitForReady: () => Promise.resolve(),
      getCallCredentials: () => callCredentials ?? CallCredentials.createEmpty(),
      destroy: () => undefined,
    };
  }

  #connect(socket: Socket): Promise<Secured> {
    return new Promise((resolve, reject) => {
      const fail = (words: string, raw = words) => {
        clearTimeout(timer);
        this.problem = { words, raw };
        reject(new Error(words));
        socket.destroy();
      };
      const late = () => fail(`it did not finish the TLS handshake within ${handshakeTimeout} ms`);
      const timer = setTimeout(late, handshakeTimeout);
      const secured = connect({ ...this.#options, socket }, () => {
        clearTimeout(timer);
        this.problem = undefined;
        resolve({ socket: secured, secure: true });
      });
      // Stays there: in TLS 1.3 a handler refuses our certificate after its own part of the handshake.
      secured.on('error', (error) => fail(tlsProblem(error, this.#name), error.message));
    });
  }
}

function connectionOptions(tls: HandlerTlsConfiguration, name: string): ConnectionOptions {
  return {
    secureContext: createSecureContext({
      ...(tls.certificate === undefined ? {} : { cert: tls.certificate }),
      ...(tls.key === undefined ? {} : { key: tls.key }),
      ...(tls.password === undefined ? {} : { passphrase: tls.password }),
      ...(tls.certificateAuthorities === undefined ? {} : { ca: tls.certificateAuthorities }),
      minVersion: 'TLSv1.2',
    }),
    rejectUnauthorized: tls.verify === 'verify_peer',
    checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
    ALPNProtocols: ['h2'],
    // An address may not stand in the handshake: RFC 6066, section 3.
    ...(isIP(name) === 0 ? { servername: name } : {}),
  };
}
