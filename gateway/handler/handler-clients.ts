import type { HandlerConfiguration } from '../config/configuration.ts';
import type { HandlerClient } from './handler-client.ts';

/** Listeners with the same handler share one client. */
export class HandlerClients {
  readonly #create: (configuration: HandlerConfiguration) => HandlerClient;
  readonly #clients = new Map<string, HandlerClient>();

  /** @param create May throw `TLS_UNUSABLE`. */
  constructor(create: (configuration: HandlerConfiguration) => HandlerClient) {
    this.#create = create;
  }

  /** The client of a handler; made when it is first asked for. */
  of(configuration: HandlerConfiguration): HandlerClient {
    const key = keyOf(configuration);
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    const created = this.#create(configuration);
    this.#clients.set(key, created);
    return created;
  }

  /**
   * Takes over other certificates. A client whose listeners go apart stays with those that are as they were.
   *
   * @param changes For each listener, how its handler was called and how it is to be called.
   * @throws {GatewayError} `TLS_UNUSABLE`; those before in the list are changed then
   */
  reload(changes: readonly (readonly [HandlerConfiguration, HandlerConfiguration])[]): void {
    for (const before of new Set(changes.map(([running]) => keyOf(running)))) {
      const group = changes.filter(([running]) => keyOf(running) === before);
      const [after, ...others] = new Map(group.map(([, changed]) => [keyOf(changed), changed]));
      if (after === undefined || others.length > 0) continue;
      const [key, { tls }] = after;
      const client = this.#clients.get(before);
      if (key === before || this.#clients.has(key) || client === undefined || tls === undefined) continue;
      client.reload?.(tls);
      this.#clients.delete(before);
      this.#clients.set(key, client);
    }
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }
}

/** The time that a callback may take is the connections' business. */
function keyOf(configuration: HandlerConfiguration): string {
  return JSON.stringify({ ...configuration, callbackTimeout: undefined });
}
