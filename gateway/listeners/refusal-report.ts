import type { Sleeper } from '../clock/alarms.ts';
import type { RefusalReason } from '../limits/counters.ts';
import type { ListenerEnvironment } from './listener.ts';

/** How long what is refused is gathered for one line of the log, in milliseconds. */
const period = 10_000;

/** Warns of refused connections: of the first at once, of those that follow at most every 10 s. */
export class RefusalReport implements Sleeper {
  readonly #listener: string;
  readonly #environment: ListenerEnvironment;
  readonly #counts = new Map<RefusalReason, number>();
  #slot: number | undefined;

  constructor(listener: string, environment: ListenerEnvironment) {
    this.#listener = listener;
    this.#environment = environment;
  }

  add(reason: RefusalReason): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
    if (this.#slot === undefined) this.#tell();
  }

  wake(): void {
    this.#slot = undefined;
    if (this.#counts.size > 0) this.#tell();
  }

  /** Tells what is left, and nothing any more. */
  stop(): void {
    if (this.#slot === undefined) return;
    this.#environment.alarms.clear(this, this.#slot);
    this.wake();
    if (this.#slot !== undefined) this.#environment.alarms.clear(this, this.#slot);
    this.#slot = undefined;
  }

  #tell(): void {
    const { alarms, clock, log } = this.#environment;
    const refused = Object.fromEntries(this.#counts);
    const count = [...this.#counts.values()].reduce((sum, each) => sum + each, 0);
    const noun = count === 1 ? 'connection' : 'connections';
    const reasons = [...this.#counts.keys()].join(', ');
    log.warn({ listener: this.#listener, refused }, `${count} ${noun} refused: ${reasons}`);
    this.#counts.clear();
    this.#slot = alarms.set(this, clock.now() + period);
  }
}
