import { type ClientHello, readClientHello } from '../client-hello.ts';
import { Cookies } from '../cookies.ts';
import type { DtlsServerCredentials } from '../credentials.ts';
import type { DtlsPeer, DtlsServer, DtlsServerEvents, DtlsServerOptions } from '../dtls.ts';
import { createHelloVerifyRequest } from '../hello-verify-request.ts';
import { epochOf } from '../records.ts';
import { HandshakeCounts } from './handshake-counts.ts';
import type { OpenSsl } from './load-open-ssl.ts';
import { NativeContext } from './native-context.ts';
import { Session } from './session.ts';

/** A peer's session, and the handshake of one that is to replace it. */
interface Place {
  readonly key: string;
  readonly peer: DtlsPeer;
  established: ServerSession | undefined;
  handshaking: ServerSession | undefined;
}

interface ServerSession {
  readonly session: Session;
  /** That of the hello it began with: another hello with it is a duplicate. */
  readonly random: string;
}

/** Sorts datagrams by their peers, and lets sessions begin with those who have shown their address. */
export class OpenSslServer implements DtlsServer {
  readonly #openSsl: OpenSsl;
  readonly #events: DtlsServerEvents;
  readonly #cookies: Cookies;
  readonly #places = new Map<string, Place>();
  readonly #counts: HandshakeCounts;
  #options: DtlsServerOptions;
  #context: NativeContext;
  #keys: ReadonlyMap<string, Uint8Array>;
  #stopped = false;

  constructor(
    openSsl: OpenSsl,
    credentials: DtlsServerCredentials,
    options: DtlsServerOptions,
    events: DtlsServerEvents,
  ) {
    this.#openSsl = openSsl;
    this.#events = events;
    this.#options = options;
    this.#cookies = new Cookies(options.clock);
    this.#counts = new HandshakeCounts(options);
    this.#context = NativeContext.forServer(openSsl, credentials);
    this.#keys = keysOf(credentials);
  }

  get peers(): number {
    return this.#places.size;
  }

  get handshakes(): number {
    return this.#counts.total;
  }

  receive(datagram: Uint8Array, from: DtlsPeer): void {
    const key = `${from.host} ${from.port}`;
    const place = this.#places.get(key);
    const hello = readClientHello(datagram);
    if (hello === undefined) {
      if (place !== undefined) route(place, datagram);
    } else if (place?.handshaking?.random === hello.random) {
      place.handshaking.session.receive(datagram);
    } else if (place?.established?.random !== hello.random) {
      this.#greet(
        hello,
        datagram,
        place ?? { key, peer: from, established: undefined, handshaking: undefined },
      );
    }
  }

  reload(
    credentials: DtlsServerCredentials,
    options: Pick<DtlsServerOptions, 'handshakeTimeout' | 'mtu'>,
  ): void {
    if (this.#stopped) return;
    const context = NativeContext.forServer(this.#openSsl, credentials);
    this.#context.free();
    this.#context = context;
    this.#keys = keysOf(credentials);
    this.#options = { ...this.#options, ...options };
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    for (const { handshaking } of [...this.#places.values()]) handshaking?.session.destroy();
    this.#context.free();
  }

  #greet(hello: ClientHello, datagram: Uint8Array, place: Place): void {
    const { peer } = place;
    if (this.#stopped || !this.#events.permits(peer.host)) return;
    if (!this.#cookies.accepts(hello.cookie, peer, hello.random)) {
      const cookie = this.#cookies.make(peer, hello.random);
      this.#events.send(createHelloVerifyRequest(hello.sequence, cookie), peer, () => undefined);
      return;
    }
    // A handshake that is begun anew takes the place of the one before it.
    if (place.handshaking === undefined && this.#counts.full(peer.host)) return this.#events.crowded(peer);
    const isNew = !this.#places.has(place.key);
    if (!(isNew ? this.#events.admit(peer) : this.#events.readmit(peer))) return;
    this.#begin(hello, datagram, place);
  }

  #begin(hello: ClientHello, datagram: Uint8Array, place: Place): void {
    const { peer } = place;
    const keys = this.#keys;
    const parts = {
      context: this.#context,
      role: 'server',
      peer,
      options: this.#options,
      acceptsCookie: (cookie: Uint8Array) => this.#cookies.accepts(cookie, peer, hello.random),
      keyOf: (identity: string) => keys.get(identity),
    } as const;
    const session = new Session(parts, {
      send: (bytes, sent) => this.#events.send(bytes, peer, sent),
      established: () => this.#established(place, begun),
      failed: (reason) => this.#events.failed(peer, reason),
      over: () => this.#over(place, begun),
    });
    const begun: ServerSession = { session, random: hello.random };
    const previous = place.handshaking;
    place.handshaking = begun;
    this.#places.set(place.key, place);
    this.#counts.add(peer.host);
    if (previous !== undefined) {
      this.#counts.remove(peer.host);
      previous.session.destroy();
    }
    session.accept(datagram);
  }

  #established(place: Place, session: ServerSession): void {
    this.#counts.remove(place.peer.host);
    const previous = place.established;
    place.established = session;
    place.handshaking = undefined;
    previous?.session.replace();
    this.#events.accepted(session.session);
  }

  #over(place: Place, session: ServerSession): void {
    if (place.handshaking === session) {
      this.#counts.remove(place.peer.host);
      place.handshaking = undefined;
    }
    if (place.established === session) place.established = undefined;
    if (place.handshaking !== undefined || place.established !== undefined) return;
    if (this.#places.get(place.key) !== place) return;
    this.#places.delete(place.key);
    this.#events.leave(place.peer);
  }
}

/**
 * What is not encrypted can only be of the handshake. The rest tells no one which session it is of,
 * and the wrong one drops it.
 */
function route({ established, handshaking }: Place, datagram: Uint8Array): void {
  const epoch = epochOf(datagram);
  if (epoch === undefined) return;
  if (epoch > 0 || handshaking === undefined) established?.session.receive(datagram);
  handshaking?.session.receive(datagram);
}

function keysOf({ psk = [] }: DtlsServerCredentials): ReadonlyMap<string, Uint8Array> {
  return new Map(psk.map(({ identity, key }) => [identity, key]));
}
