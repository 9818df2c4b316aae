import type { DtlsClientCredentials } from '../credentials.ts';
import type { DtlsClient, DtlsClientContext, DtlsClientEvents, DtlsOptions, DtlsPeer } from '../dtls.ts';
import type { OpenSsl } from './load-open-ssl.ts';
import { NativeContext } from './native-context.ts';
import { Session } from './session.ts';

/** Credentials that the sessions of any number of clients are made of. */
export class OpenSslClientContext implements DtlsClientContext {
  readonly #context: NativeContext;
  readonly #credentials: Pick<DtlsClientCredentials, 'psk' | 'servername' | 'verify'>;

  constructor(openSsl: OpenSsl, credentials: DtlsClientCredentials) {
    this.#context = NativeContext.forClient(openSsl, credentials);
    this.#credentials = credentials;
  }

  connect(peer: DtlsPeer, options: DtlsOptions, events: DtlsClientEvents): DtlsClient {
    const { psk, servername, verify = true } = this.#credentials;
    const parts = { context: this.#context, role: 'client', peer, options, psk } as const;
    const session = new Session(
      { ...parts, servername: verify ? servername : undefined },
      {
        send: (datagram, sent) => events.send(datagram, sent),
        established: () => events.established(session),
        failed: (reason) => events.failed(reason),
        over: () => undefined,
      },
    );
    session.connect();
    return session;
  }

  close(): void {
    this.#context.free();
  }
}
