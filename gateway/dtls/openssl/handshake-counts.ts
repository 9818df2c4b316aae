import type { DtlsServerOptions } from '../dtls.ts';

/** How many handshakes are going on: each holds memory for a peer that has shown no more than its address. */
export class HandshakeCounts {
  readonly #most: number;
  readonly #mostPerHost: number;
  readonly #byHost = new Map<string, number>();
  #total = 0;

  constructor({
    maxHandshakes,
    maxHandshakesPerHost,
  }: Pick<DtlsServerOptions, 'maxHandshakes' | 'maxHandshakesPerHost'>) {
    this.#most = maxHandshakes;
    this.#mostPerHost = maxHandshakesPerHost;
  }

  get total(): number {
    return this.#total;
  }

  full(host: string): boolean {
    return this.#total >= this.#most || (this.#byHost.get(host) ?? 0) >= this.#mostPerHost;
  }

  add(host: string): void {
    this.#total += 1;
    this.#byHost.set(host, (this.#byHost.get(host) ?? 0) + 1);
  }

  remove(host: string): void {
    this.#total -= 1;
    const left = (this.#byHost.get(host) ?? 1) - 1;
    if (left === 0) this.#byHost.delete(host);
    else this.#byHost.set(host, left);
  }
}
