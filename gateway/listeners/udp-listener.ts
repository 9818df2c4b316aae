import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { HostPort, UdpListenerConfiguration } from '../config/configuration.ts';
import type { Connection } from '../connection/connection.ts';
import type { DatagramThrottle } from '../limits/datagram-throttle.ts';
import { plainHost } from './address.ts';
import { Admission } from './admission.ts';
import { DatagramIntake } from './datagram-intake.ts';
import type { AcceptConnection, Listener, ListenerEnvironment } from './listener.ts';
import { listeningError } from './listening-error.ts';
import { UdpDeviceSocket } from './udp-device-socket.ts';

/** Room in the kernel for a burst of datagrams, in bytes; the system may grant less. */
const kernelBuffer = 4 * 1024 * 1024;

/**
 * Accepts UDP devices: a peer is its address and port, its connection begins with
 * its first datagram (docs/protocol.md, section 2).
 *
 * @throws {GatewayError} `ADDRESS_IN_USE` or `ADDRESS_NOT_AVAILABLE`
 */
export async function listenUdp(
  configuration: UdpListenerConfiguration,
  accept: AcceptConnection,
  environment: ListenerEnvironment,
): Promise<Listener> {
  const { bind, name } = configuration;
  const socket = createSocket({ type: isIPv6(bind.host) ? 'udp6' : 'udp4', recvBufferSize: kernelBuffer });
  await new Promise<void>((resolve, reject) => {
    // Stays there: what goes wrong with one datagram must not end the process.
    socket.on('error', (cause) => reject(listeningError(`listener udp.${name}`, bind, cause)));
    socket.bind(bind.port, bind.host, resolve);
  });
  const address = { host: bind.host, port: socket.address().port };
  const admission = new Admission(configuration, environment);
  const intake = new DatagramIntake(configuration, environment);
  const listener = new UdpListener(socket, address, admission, intake, accept);
  return {
    name,
    transport: 'udp',
    address,
    get refusals() {
      return admission.refusals;
    },
    get dropped() {
      return intake.dropped;
    },
    reload(changed) {
      admission.reload(changed);
      intake.reload(changed);
    },
    stop() {
      listener.stop();
      admission.stop();
      intake.stop();
    },
  };
}

interface Peer {
  readonly connection: Connection;
  readonly device: UdpDeviceSocket;
  readonly throttle: DatagramThrottle;
}

/** Finds the connection that a datagram belongs to. */
class UdpListener {
  readonly #socket: Socket;
  readonly #address: HostPort;
  readonly #admission: Admission;
  readonly #intake: DatagramIntake;
  readonly #accept: AcceptConnection;
  readonly #peers = new Map<string, Peer>();
  #stopped = false;

  constructor(
    socket: Socket,
    address: HostPort,
    admission: Admission,
    intake: DatagramIntake,
    accept: AcceptConnection,
  ) {
    this.#socket = socket;
    this.#address = address;
    this.#admission = admission;
    this.#intake = intake;
    this.#accept = accept;
    socket.on('message', (bytes, from) => this.#receive(bytes, from));
  }

  /** Takes no more peers; the socket closes with the last one. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#closeWhenEmpty();
  }

  #receive(bytes: Buffer, { address, port }: RemoteInfo): void {
    // An empty datagram says nothing, not even that there is a peer: docs/protocol.md, section 4.
    if (bytes.length === 0) return;
    const key = `${address} ${port}`;
    const known = this.#peers.get(key);
    if (known !== undefined) return this.#serve(known, bytes);
    this.#adopt(key, { host: address, port }, bytes)?.connection.dispatch({ type: 'bytes', bytes });
  }

  #serve({ connection, device, throttle }: Peer, bytes: Buffer): void {
    if (device.paused) this.#intake.drop('receive_buffer');
    else if (this.#intake.take(throttle, bytes.length)) return connection.dispatch({ type: 'bytes', bytes });
    // Whoever sends too much is alive all the same.
    connection.dispatch({ type: 'throttled', active: false });
  }

  #adopt(key: string, peer: HostPort, { length }: Buffer): Peer | undefined {
    if (this.#stopped || !this.#admission.admit(plainHost(peer.host))) return undefined;
    const throttle = this.#intake.open();
    // A connection begins with a datagram: where that is dropped there is none.
    if (!this.#intake.take(throttle, length)) return void this.#admission.leave();
    const device = new UdpDeviceSocket(this.#socket, peer, () => {
      this.#peers.delete(key);
      this.#admission.leave();
      connection.dispatch({ type: 'socketClosed' });
      this.#closeWhenEmpty();
    });
    const listener = { host: plainHost(this.#address.host), port: this.#address.port };
    const info = { socketType: 'UDP', peer: { ...peer, host: plainHost(peer.host) }, listener } as const;
    const connection = this.#accept(info, device);
    const adopted = { connection, device, throttle };
    this.#peers.set(key, adopted);
    connection.open();
    return adopted;
  }

  #closeWhenEmpty(): void {
    if (!this.#stopped || this.#peers.size > 0) return;
    this.#peers.clear();
    this.#socket.close();
  }
}
