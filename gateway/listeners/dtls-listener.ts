import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { DtlsListenerConfiguration, HostPort, ListenerConfiguration } from '../config/configuration.ts';
import type { Dtls, DtlsPeer, DtlsServer, DtlsServerEvents, DtlsSession } from '../dtls/dtls.ts';
import { loadDtls } from '../dtls/load-dtls.ts';
import { plainHost } from './address.ts';
import { Admission } from './admission.ts';
import { DtlsDeviceSocket } from './dtls-device-socket.ts';
import { dtlsListeningError } from './dtls-listening-error.ts';
import type { AcceptConnection, Listener, ListenerEnvironment } from './listener.ts';
import { listeningError } from './listening-error.ts';
import { peerCertificate } from './peer-certificate.ts';

/** Room in the kernel for a burst of datagrams, in bytes; the system may grant less. */
const kernelBuffer = 4 * 1024 * 1024;

/**
 * How many handshakes may go on at a time. Each takes about 60 kB, and whoever can receive at many
 * addresses or ports can begin many and finish none.
 */
const handshakes = { maxHandshakes: 2_000, maxHandshakesPerHost: 500 };

/** A listener that can take other certificates and limits while it runs. */
export interface DtlsListener extends Listener {
  /**
   * Takes new certificates, keys and limits for the handshakes that follow. No session ends.
   *
   * @throws {GatewayError} `TLS_UNUSABLE`; the old ones stay then
   */
  reload(configuration: ListenerConfiguration): void;
}

/**
 * Accepts DTLS devices. A connection begins when the handshake is done; each record is an event of
 * its own (docs/dtls.md).
 *
 * @throws {GatewayError} `ADDRESS_IN_USE`, `ADDRESS_NOT_AVAILABLE`, `TLS_UNUSABLE` or `DTLS_UNAVAILABLE`
 */
export async function listenDtls(
  configuration: DtlsListenerConfiguration,
  accept: AcceptConnection,
  environment: ListenerEnvironment,
): Promise<DtlsListener> {
  const { bind, name } = configuration;
  const what = `listener dtls.${name}`;
  const dtls = await loadDtls().catch((error: unknown) => {
    throw dtlsListeningError(what, error);
  });
  const socket = createSocket({ type: isIPv6(bind.host) ? 'udp6' : 'udp4', recvBufferSize: kernelBuffer });
  const sessions = new DtlsSessions(dtls, socket, configuration, accept, environment);
  await new Promise<void>((resolve, reject) => {
    // Stays there: what goes wrong with one datagram must not end the process.
    socket.on('error', (cause) => reject(listeningError(what, bind, cause)));
    socket.bind(bind.port, bind.host, resolve);
  }).catch((error: unknown) => {
    sessions.stop();
    throw error;
  });
  const address = { host: bind.host, port: socket.address().port };
  sessions.listen(address);
  return {
    name,
    transport: 'dtls',
    address,
    get refusals() {
      return sessions.admission.refusals;
    },
    reload: (next) => {
      if (next.transport === 'dtls') sessions.reload(next);
    },
    stop: () => sessions.stop(),
  };
}

/** Moves datagrams between the socket and the engine, and makes a connection of each session. */
class DtlsSessions {
  readonly admission: Admission;
  readonly #what: string;
  readonly #socket: Socket;
  readonly #server: DtlsServer;
  readonly #accept: AcceptConnection;
  readonly #environment: ListenerEnvironment;
  #address: HostPort | undefined;
  #unsent = 0;
  #stopped = false;
  #closed = false;

  constructor(
    dtls: Dtls,
    socket: Socket,
    configuration: DtlsListenerConfiguration,
    accept: AcceptConnection,
    environment: ListenerEnvironment,
  ) {
    this.#what = `listener dtls.${configuration.name}`;
    this.#socket = socket;
    this.#accept = accept;
    this.#environment = environment;
    const { clock, alarms } = environment;
    const { handshakeTimeout, mtu } = configuration.dtls;
    const options = { clock, alarms, handshakeTimeout, mtu, ...handshakes };
    try {
      this.#server = dtls.createServer(configuration.dtls, options, this.#events());
    } catch (error) {
      socket.close();
      throw dtlsListeningError(this.#what, error);
    }
    this.admission = new Admission(configuration, environment);
  }

  listen(address: HostPort): void {
    this.#address = { ...address, host: plainHost(address.host) };
    this.#socket.on('message', (datagram, from) => this.#receive(datagram, from));
  }

  reload({ dtls, limits }: DtlsListenerConfiguration): void {
    try {
      this.#server.reload(dtls, dtls);
    } catch (error) {
      throw dtlsListeningError(this.#what, error);
    }
    this.admission.reload(limits);
  }

  /** Takes no more devices; the socket closes with the last session. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#server.stop();
    this.admission.stop();
    this.#closeWhenDone();
  }

  #receive(datagram: Buffer, { address, port }: RemoteInfo): void {
    this.#server.receive(datagram, { host: address, port });
  }

  #events(): DtlsServerEvents {
    const { log } = this.#environment;
    return {
      send: (datagram, peer, sent) => this.#send(datagram, peer, sent),
      permits: (host) => this.admission.permits(plainHost(host)),
      admit: ({ host }) => this.admission.admit(plainHost(host)),
      readmit: ({ host }) => this.admission.readmit(plainHost(host)),
      leave: () => {
        this.admission.leave();
        this.#closeWhenDone();
      },
      crowded: ({ host }) => this.admission.refuse(plainHost(host), 'max_handshakes'),
      accepted: (session) => this.#attach(session),
      failed: ({ host, port }, reason) =>
        log.info({ listener: this.#what, host, port, reason }, 'a DTLS handshake failed'),
    };
  }

  #attach(session: DtlsSession): void {
    if (this.#address === undefined) return session.destroy();
    const { host, port } = session.peer;
    const device = new DtlsDeviceSocket(session, () => connection.dispatch({ type: 'socketClosed' }));
    const connection = this.#accept(
      {
        socketType: 'DTLS',
        peer: { host: plainHost(host), port },
        listener: this.#address,
        ...peerCertificate(session.peerCertificate),
      },
      device,
    );
    session.received = (bytes) => {
      if (!device.paused) connection.dispatch({ type: 'bytes', bytes });
    };
    session.ended = () => connection.dispatch({ type: 'socketLost' });
    connection.open();
  }

  #send(datagram: Uint8Array, { host, port }: DtlsPeer, sent: () => void): void {
    this.#unsent += 1;
    this.#socket.send(datagram, port, host, () => {
      this.#unsent -= 1;
      // A datagram that could not be sent is lost, as any datagram may be.
      sent();
      this.#closeWhenDone();
    });
  }

  #closeWhenDone(): void {
    if (!this.#stopped || this.#closed || this.#server.peers > 0 || this.#unsent > 0) return;
    this.#closed = true;
    this.#socket.close();
  }
}
