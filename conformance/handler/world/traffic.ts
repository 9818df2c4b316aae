import type { CallbackMethod } from '../../../gateway/index.ts';

/** A callback that waits for its answer. */
export interface Flight {
  readonly id: number;
  readonly conn: string;
  readonly method: CallbackMethod;
  timer: NodeJS.Timeout | undefined;
}

/** The callbacks that wait for an answer of the handler, and the calls that wait for one of ours. */
export class Traffic {
  readonly #flights = new Map<string, Flight[]>();
  readonly #calls = new Map<object, { readonly id: number; readonly conn: string }>();
  readonly #deadline: number;
  readonly #late: (flight: Flight) => void;
  #ids = 0;

  /** @param deadline Milliseconds. */
  constructor(deadline: number, late: (flight: Flight) => void) {
    this.#deadline = deadline;
    this.#late = late;
  }

  sent(conn: string, method: CallbackMethod): Flight {
    this.#ids += 1;
    const flight: Flight = { id: this.#ids, conn, method, timer: undefined };
    this.#flights.set(conn, [...(this.#flights.get(conn) ?? []), flight]);
    this.#watch(flight);
    return flight;
  }

  /** The oldest callback of a method has ended; undefined where it is no longer waited for. */
  ended(conn: string, method: CallbackMethod): Flight | undefined {
    const flights = this.#flights.get(conn) ?? [];
    const flight = flights.find((each) => each.method === method);
    if (flight === undefined) return undefined;
    clearTimeout(flight.timer);
    const left = flights.filter((each) => each !== flight);
    if (left.length === 0) this.#flights.delete(conn);
    else this.#flights.set(conn, left);
    return flight;
  }

  /** The deadline of what a connection waits for begins anew. */
  restart(conn: string): void {
    for (const flight of this.#flights.get(conn) ?? []) this.#watch(flight);
  }

  arrived(call: object, conn: string): number {
    this.#ids += 1;
    this.#calls.set(call, { id: this.#ids, conn });
    return this.#ids;
  }

  answered(call: object): number | undefined {
    const id = this.#calls.get(call)?.id;
    this.#calls.delete(call);
    return id;
  }

  /** Whether a callback of the connection waits. */
  isBusy(conn: string): boolean {
    return this.#flights.has(conn);
  }

  /** Whether nothing waits but what concerns these connections. */
  isIdle(besides: (conn: string) => boolean): boolean {
    for (const conn of this.#flights.keys()) if (!besides(conn)) return false;
    for (const { conn } of this.#calls.values()) if (!besides(conn)) return false;
    return true;
  }

  /** Forgets everything that waits. */
  clear(): void {
    for (const flight of [...this.#flights.values()].flat()) clearTimeout(flight.timer);
    this.#flights.clear();
    this.#calls.clear();
  }

  #watch(flight: Flight): void {
    clearTimeout(flight.timer);
    flight.timer = setTimeout(() => this.#late(flight), this.#deadline);
  }
}
