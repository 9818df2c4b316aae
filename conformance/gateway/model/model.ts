import { isStream, type Transport } from '../../rules/transport.ts';
import { filterSelects, sharedFilter } from './topic-matching.ts';

/**
 * open: the device is connected.
 * leaving: its end is sealed, but a callback is held, so that OnSocketClosed has to wait.
 * gone: OnSocketClosed has been sent.
 */
export type ModelPhase = 'open' | 'leaving' | 'gone';

/** What the protocol says of a connection at a point of a scenario. */
export interface ModelConnection {
  readonly name: string;
  phase: ModelPhase;
  clientid: string | undefined;
  mountpoint: string;
  /** Filter to qos, as the handler wrote the filter. */
  readonly subscriptions: Map<string, number>;
  /** The handler has a callback of this connection and does not answer it. */
  held: boolean;
  /** Datagrams that the device has sent since then. */
  waiting: number;
}

/** How many datagrams may wait for a handler before a gateway may drop some: few, since buffers differ. */
const mostWaiting = 12;

/** Who gets a message, unless it is leaving, and how often at most: one for each plain filter, and one for each group it may win. */
export interface Receiver {
  readonly connection: ModelConnection;
  readonly plain: number;
  readonly groups: readonly string[];
  /** The subscriptions' levels, for the rule on qos. */
  readonly levels: readonly number[];
}

/** The protocol's idea of a scenario: it knows no gateway. */
export class Model {
  readonly connections = new Map<string, ModelConnection>();
  readonly transport: Transport;

  constructor(transport: Transport = 'tcp') {
    this.transport = transport;
  }

  /** Whether bytes have no borders, and a device that sends too much has to wait. */
  get isStream(): boolean {
    return isStream(this.transport);
  }

  /** Whether a device can end its connection, and see the gateway end it. */
  get hasEnds(): boolean {
    return this.transport !== 'udp';
  }

  connect(name: string): void {
    this.connections.set(name, {
      name,
      phase: 'open',
      clientid: undefined,
      mountpoint: '',
      subscriptions: new Map(),
      held: false,
      waiting: 0,
    });
  }

  /** The connection, which must exist. */
  get(name: string): ModelConnection {
    const connection = this.connections.get(name);
    if (connection === undefined) throw new Error(`the scenario names ${name} before it connects`);
    return connection;
  }

  /** Whether the connection is open, and no callback of it is held. */
  isFree(name: string): boolean {
    const connection = this.connections.get(name);
    return connection?.phase === 'open' && !connection.held;
  }

  isOpen(name: string): boolean {
    return this.connections.get(name)?.phase === 'open';
  }

  /** Whether a gateway has to take so many more writes of a device, although the handler may lag behind. */
  hasRoom(name: string, writes: number): boolean {
    const connection = this.get(name);
    return this.isStream || !connection.held || connection.waiting + writes <= mostWaiting;
  }

  /** The device has sent. */
  sent(name: string, writes: number): void {
    const connection = this.get(name);
    if (connection.held) connection.waiting += writes;
  }

  /**
   * Seals the end of a connection. The gateway learns of a device's doing in its own
   * time, and may deliver until then; what it was told itself it knows at once.
   */
  end(name: string, by: 'device' | 'gateway' = 'gateway'): void {
    const connection = this.get(name);
    connection.phase = connection.held ? 'leaving' : 'gone';
    if (by === 'gateway' || connection.phase === 'gone') connection.subscriptions.clear();
  }

  /** The callback that was held is answered: an end that was sealed can be told. */
  letGo(name: string): void {
    const connection = this.get(name);
    connection.held = false;
    connection.waiting = 0;
    if (connection.phase !== 'leaving') return;
    connection.phase = 'gone';
    connection.subscriptions.clear();
  }

  /** The open connection that is this client now. */
  clientNamed(clientid: string): ModelConnection | undefined {
    return [...this.connections.values()].find(
      (connection) => connection.phase === 'open' && connection.clientid === clientid,
    );
  }

  /** Who has subscriptions for a whole topic, the mountpoint included. */
  receivers(topic: string): readonly Receiver[] {
    return [...this.connections.values()]
      .filter(({ phase }) => phase !== 'gone')
      .map((connection) => receiverOf(connection, topic))
      .filter(({ plain, groups }) => plain > 0 || groups.length > 0);
  }
}

function receiverOf(connection: ModelConnection, topic: string): Receiver {
  const { mountpoint } = connection;
  const plain: number[] = [];
  const groups: string[] = [];
  const levels: number[] = [];
  for (const [written, qos] of connection.subscriptions) {
    const shared = sharedFilter(written);
    if (!filterSelects(mountpoint + (shared?.filter ?? written), topic)) continue;
    levels.push(qos);
    if (shared === undefined) plain.push(qos);
    else groups.push(`${shared.group} ${mountpoint}${shared.filter}`);
  }
  return { connection, plain: plain.length, groups, levels };
}
