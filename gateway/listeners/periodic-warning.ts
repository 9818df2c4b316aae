import type { Sleeper } from '../clock/alarms.ts';
import type { ListenerEnvironment } from './listener.ts';

/** How long what happens is gathered for one line of the log, in milliseconds. */
const period = 10_000;

/** How a warning says what happened to how many of what. */
export interface Wording<Reason extends string> {
  /** In the singular: `connection`. */
  readonly noun: string;
  /** In the past: `refused`. */
  readonly verb: string;
  /** What the user can do, where the reason alone does not tell. */
  readonly remedies?: { readonly [Name in Reason]?: string };
}

/** Warns of what a listener turns away: of the first at once, of those that follow at most every 10 s. */
export class PeriodicWarning<Reason extends string> implements Sleeper {
  readonly #listener: string;
  readonly #wording: Wording<Reason>;
  readonly #environment: ListenerEnvironment;
  readonly #counts = new Map<Reason, number>();
  #slot: number | undefined;

  constructor(listener: string, wording: Wording<Reason>, environment: ListenerEnvironment) {
    this.#listener = listener;
    this.#wording = wording;
    this.#environment = environment;
  }

  add(reason: Reason): void {
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
    const { noun, verb, remedies } = this.#wording;
    const count = [...this.#counts.values()].reduce((sum, each) => sum + each, 0);
    const reasons = [...this.#counts.keys()].map((reason) => {
      const remedy = remedies?.[reason];
      return remedy === undefined ? reason : `${reason} (${remedy})`;
    });
    const facts = { listener: this.#listener, [verb]: Object.fromEntries(this.#counts) };
    log.warn(facts, `${count} ${noun}${count === 1 ? '' : 's'} ${verb}: ${reasons.join(', ')}`);
    this.#counts.clear();
    this.#slot = alarms.set(this, clock.now() + period);
  }
}
