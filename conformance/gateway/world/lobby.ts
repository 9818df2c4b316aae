import { answered, type Callback, type CallbackAnswer } from './callback.ts';
import type { LiveConnection } from './live-connection.ts';
import type { World } from './world.ts';

/** How long a callback waits for the device that it may belong to. */
const matchingTime = 1_000;

/** Brings callbacks to the scenario whose device they are about. */
export class Lobby {
  /** Devices that have connected and whose OnSocketCreated has not come. */
  readonly #expected = new Set<LiveConnection>();
  #connecting = 0;
  readonly #forgotten = new Map<number, LiveConnection>();
  readonly #connections = new Map<string, LiveConnection>();
  readonly #arrivals = new Set<() => void>();
  /** How many callbacks came, so that a target that never calls is told from one that calls wrongly. */
  callbackCount = 0;

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
    for (const look of [...this.#arrivals]) look();
  }

  /** The scenario is over: its devices that were never announced are expected no more. */
  forget(world: World): void {
    for (const live of this.#expected) {
      if (live.world !== world) continue;
      this.#expected.delete(live);
      // Its OnSocketCreated may still be on the way, and must not be taken for another's.
      this.#forgotten.set(live.device.localAddress.port, live);
    }
  }

  readonly receive = async (callback: Callback): Promise<CallbackAnswer> => {
    this.callbackCount += 1;
    const { conn } = callback.request;
    const known = this.#connections.get(conn);
    if (callback.method !== 'OnSocketCreated') return known?.receive(callback) ?? this.#orphan(callback);
    const port = callback.request.conninfo?.peername?.port;
    if (known !== undefined && known.device.localAddress.port === port) return known.receive(callback);
    const live = await this.#match(port);
    if (live === undefined) return known?.receive(callback) ?? answered;
    this.#expected.delete(live);
    const { world } = live;
    world.check('EXP-CONN-008', known === undefined, 'a conn of its own', `${conn} was used before`);
    live.conn = conn;
    this.#connections.set(conn, live);
    return live.receive(callback);
  };

  /** An event whose connection was never announced: the device behind it can only be guessed. */
  #orphan(callback: Callback): CallbackAnswer {
    const [only, ...others] = [...this.#expected];
    if (only === undefined || others.length > 0) return answered;
    only.world.violate('EXP-CONN-001', 'OnSocketCreated first', `${callback.method} came before it`);
    return answered;
  }

  /** The device with the address that the gateway names; failing that, the one that has waited longest. */
  async #match(port: number | undefined): Promise<LiveConnection | undefined> {
    const find = () => [...this.#expected].find(({ device }) => device.localAddress.port === port);
    const forgotten = this.#forgotten.get(port ?? 0);
    // The port of a forgotten device may meanwhile be that of one that is connecting.
    if (this.#connecting === 0 && forgotten !== undefined) return find() ?? forgotten;
    // Someone who tried the port and went away.
    if (this.#connecting === 0 && this.#expected.size === 0) return undefined;
    return find() ?? (await this.#arrival(find)) ?? forgotten ?? this.#longWaiting();
  }

  /** A device whose own OnSocketCreated should have come by now: that of a stranger is not taken for it. */
  #longWaiting(): LiveConnection | undefined {
    const since = performance.now() - matchingTime * 0.8;
    return [...this.#expected].find(({ connectedAt }) => connectedAt < since);
  }

  #arrival(find: () => LiveConnection | undefined): Promise<LiveConnection | undefined> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        this.#arrivals.delete(look);
        resolve(find());
      };
      const look = () => {
        if (find() !== undefined) finish();
      };
      const timer = setTimeout(finish, matchingTime);
      this.#arrivals.add(look);
    });
  }
}
