import type { Connection } from '../connection/connection.ts';

/** Which connection is which `conn`, and which one is which client. */
export class Registry {
  readonly #connections = new Map<string, Connection>();
  readonly #clients = new Map<string, Connection>();
  /** Called when the last connection is gone. */
  emptied: () => void = () => undefined;

  /** How many connections there are, those that are closing included. */
  get size(): number {
    return this.#connections.size;
  }

  add(connection: Connection): void {
    this.#connections.set(connection.conn, connection);
  }

  remove(connection: Connection): void {
    this.#connections.delete(connection.conn);
    if (this.#connections.size === 0) this.emptied();
  }

  find(conn: string): Connection | undefined {
    return this.#connections.get(conn);
  }

  /** Makes the connection this client; an older one is taken over: docs/protocol.md, section 2. */
  register(connection: Connection, clientid: string): void {
    const older = this.#clients.get(clientid);
    this.#clients.set(clientid, connection);
    if (older !== connection) older?.dispatch({ type: 'takenOver' });
  }

  /** Frees the clientid, unless it belongs to another connection by now. */
  unregister(connection: Connection, clientid: string): void {
    if (this.#clients.get(clientid) === connection) this.#clients.delete(clientid);
  }

  [Symbol.iterator](): IterableIterator<Connection> {
    return this.#connections.values();
  }
}
