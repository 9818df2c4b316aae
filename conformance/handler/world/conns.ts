/** Whose a connection is: a device of the conversation, a barrier's, or one of an earlier conversation. */
export type Owner = number | 'barrier' | 'past';

/** So many connections that are gone are remembered. */
const remembered = 200_000;

/** Every connection that the handler was told of. */
export class Conns {
  readonly #owners = new Map<string, Owner>();

  own(conn: string, owner: Owner): void {
    this.#owners.set(conn, owner);
    if (this.#owners.size <= remembered) return;
    const [oldest] = this.#owners.keys();
    if (oldest !== undefined) this.#owners.delete(oldest);
  }

  /** Undefined where there never was such a connection. */
  ownerOf(conn: string): Owner | undefined {
    return this.#owners.get(conn);
  }
}
