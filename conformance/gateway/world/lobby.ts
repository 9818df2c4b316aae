import type { Transport } from '../../rules/transport.ts';
import type { Target } from '../target/target.ts';
import { answered, type Callback, type CallbackAnswer } from './callback.ts';
import { type ConnectionInfo, listenerPortNamed, transportNamed } from './listener-named.ts';
import type { LiveConnection } from './live-connection.ts';
import type { World } from './world.ts';

/** How long a callback waits for the device that it may belong to. */
const matchingTime = 1_000;

/** And how often, while devices connect: a handshake on a busy machine takes its time. */
const mostWaits = 10;

/** Where a callback says that its device is. */
interface Peer {
  /** Undefined where the callback does not say it, or not rightly. */
  readonly transport: Transport | undefined;
  readonly port: number | undefined;
  /** Undefined where the callback names none of the listeners. */
  readonly listenerPort: number | undefined;
}

/** Brings callbacks to the scenario whose device they are about. */
export class Lobby {
  /** Devices that have connected and whose OnSocketCreated has not come. */
  readonly #expected = new Set<LiveConnection>();
  #connecting = 0;
  readonly #forgotten: LiveConnection[] = [];
  readonly #connections = new Map<string, LiveConnection>();
  /** Devices on UDP that have a connection, by their ports: none is used twice. */
  readonly #datagramDevices = new Map<number, LiveConnection>();
  readonly #looks = new Set<() => void>();
  /** How many callbacks came, so that a target that never calls is told from one that calls wrongly. */
  callbackCount = 0;
  /** Set as soon as it is known, which for a gateway that is started takes until it listens. */
  target: Target | undefined;

  /** A device is about to connect: a callback that comes before its address is known has to wait. */
  async connecting<Result>(connect: Promise<Result>): Promise<Result> {
    this.#connecting += 1;
    try {
      return await connect;
    } finally {
      this.#connecting -= 1;
    }
  }

  /** A device has connected: its OnSocketCreated may come. */
  expect(live: LiveConnection): void {
    this.#expected.add(live);
    for (const look of [...this.#looks]) look();
  }

  /** A device was turned away: another one may come from its port. */
  dismiss(live: LiveConnection): void {
    this.#expected.delete(live);
  }

  /** The scenario is over: its devices that were never announced are expected no more. */
  forget(world: World): void {
    for (const live of this.#expected) {
      if (live.world !== world) continue;
      this.#expected.delete(live);
      // Its OnSocketCreated may still be on the way, and must not be taken for another's.
      this.#forgotten.unshift(live);
    }
  }

  readonly receive = async (callback: Callback): Promise<CallbackAnswer> => {
    this.callbackCount += 1;
    const { conn } = callback.request;
    const known = this.#connections.get(conn);
    if (callback.method !== 'OnSocketCreated')
      return known?.receive(callback) ?? (await this.#late(callback)) ?? this.#orphan(callback);
    const peer = this.#peerOf(callback.request.conninfo);
    if (known !== undefined && isAt(known, peer)) return known.receive(callback);
    const live = await this.#match(peer);
    if (live === undefined) return known?.receive(callback) ?? this.#again(peer);
    this.#expected.delete(live);
    const { world } = live;
    world.check('EXP-CONN-008', known === undefined, 'a conn of its own', `${conn} was used before`);
    live.conn = conn;
    this.#connections.set(conn, live);
    for (const look of [...this.#looks]) look();
    if (world.suite.transport === 'udp') this.#datagramDevices.set(live.device.localAddress.port, live);
    return live.receive(callback);
  };

  /** The transport that a callback names, as far as the listeners of the target tell. */
  #peerOf(info: ConnectionInfo | null | undefined): Peer {
    const transport = this.target && info ? transportNamed(this.target, info) : undefined;
    const listenerPort = this.target && info ? listenerPortNamed(this.target, info) : undefined;
    return { transport, port: info?.peername?.port, listenerPort };
  }

  /** Streams overtake each other: OnSocketCreated may be on its way on another one. */
  async #late(callback: Callback): Promise<CallbackAnswer | undefined> {
    if (this.target?.handler.mode !== 'stream') return undefined;
    const find = () => this.#connections.get(callback.request.conn);
    const live = await this.#arrival(find);
    live?.world.check('EXP-STREAM-001', false, 'OnSocketCreated first', `${callback.method} came before it`);
    return live?.receive(callback);
  }

  /** An event whose connection was never announced: the device behind it can only be guessed. */
  #orphan(callback: Callback): CallbackAnswer {
    const [only, ...others] = [...this.#expected];
    if (only === undefined || others.length > 0 || !isCauseOf(only, callback)) return answered;
    only.world.violate('EXP-CONN-001', 'OnSocketCreated first', `${callback.method} came before it`);
    return answered;
  }

  /** A device on UDP has its connection already. It may have another one only when the first has ended. */
  #again({ transport, port }: Peer): CallbackAnswer {
    const live = this.#datagramDevices.get(port ?? 0);
    if (live === undefined || live.mayHaveEnded || (transport ?? 'udp') !== 'udp') return answered;
    live.world.violate('EXP-DGRAM-005', `one connection of ${live.name}`, 'a second OnSocketCreated came');
    return answered;
  }

  /** The device with the address that the gateway names; failing that, the one that has waited longest. */
  async #match(peer: Peer): Promise<LiveConnection | undefined> {
    const find = () => [...this.#expected].find((live) => isAt(live, peer) && isOf(live, peer));
    const elsewhere = () => [...this.#expected].find((live) => isAt(live, peer));
    const forgotten = this.#forgotten.find((live) => isAt(live, peer));
    // The port of a forgotten device may meanwhile be that of one that is connecting.
    if (this.#connecting === 0 && forgotten !== undefined) return find() ?? forgotten;
    // Someone who tried the port and went away.
    if (this.#connecting === 0 && this.#expected.size === 0) return undefined;
    // A device on UDP whose first connection has ended.
    if (peer.transport === 'udp' && this.#datagramDevices.has(peer.port ?? 0)) return find();
    const waits = forgotten === undefined ? mostWaits : 1;
    return (
      find() ?? (await this.#arrivals(find, waits)) ?? forgotten ?? elsewhere() ?? this.#longWaiting(peer)
    );
  }

  /** Waits once, and again for as long as devices connect. */
  async #arrivals(
    find: () => LiveConnection | undefined,
    waits: number,
  ): Promise<LiveConnection | undefined> {
    const found = await this.#arrival(find);
    return found !== undefined || waits <= 1 || this.#connecting === 0
      ? found
      : this.#arrivals(find, waits - 1);
  }

  /** A device whose own OnSocketCreated should have come by now: that of a stranger is not taken for it. */
  #longWaiting({ transport }: Peer): LiveConnection | undefined {
    const since = performance.now() - matchingTime * 0.8;
    return [...this.#expected].find(
      ({ connectedAt, world }) =>
        connectedAt < since && (transport === undefined || transport === world.suite.transport),
    );
  }

  #arrival(find: () => LiveConnection | undefined): Promise<LiveConnection | undefined> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        this.#looks.delete(look);
        resolve(find());
      };
      const look = () => {
        if (find() !== undefined) finish();
      };
      const timer = setTimeout(finish, matchingTime);
      this.#looks.add(look);
    });
  }
}

/** Ports say nothing across transports: TCP and UDP have ports of their own, and so has each listener's peer. */
function isAt({ device, world }: LiveConnection, { transport, port }: Peer): boolean {
  if (device.localAddress.port !== port) return false;
  return transport === undefined || transport === world.suite.transport;
}

/** Whether a device has come to the listener that a callback names, as far as both tell. */
function isOf({ device }: LiveConnection, { listenerPort }: Peer): boolean {
  return (listenerPort ?? device.remotePort) === (device.remotePort ?? listenerPort);
}

/** Whether an event of a connection that was never announced carries what the device has sent. */
function isCauseOf({ uplink }: LiveConnection, callback: Callback): boolean {
  if (callback.method !== 'OnReceivedBytes') return false;
  const { bytes } = callback.request;
  return bytes.length > 0 && uplink.pending(bytes.length).equals(bytes);
}
