import type { LoadFacts, Ready } from './messages.ts';

/** What is known of a part that waits. */
interface Waiting {
  readonly instance: string;
  /** Milliseconds, by a clock that only goes forward. */
  readonly heard: number;
}

/** A part that was not heard for so long has gone. Each says several times in it that it waits. */
const patience = 5_000;

/** Which parts of a run wait to begin, and whether they are parts of one. It has no clock: times are given. */
export class Barrier {
  readonly #count: number;
  readonly #load: LoadFacts;
  readonly #waiting = new Map<number, Waiting>();
  /** Runs of a part that another took the place of. */
  readonly #former = new Set<string>();

  /** @param load That of the first part, which the others must have. */
  constructor(count: number, load: LoadFacts) {
    this.#count = count;
    this.#load = load;
  }

  /** Takes that a part waits. Answers why the run can't begin, if it can't. */
  add({ part, instance, load }: Ready, now: number): string | undefined {
    const name = `${part + 1}/${this.#count}`;
    for (const key of new Set([...Object.keys(this.#load), ...Object.keys(load)])) {
      if (load[key] !== this.#load[key])
        return `--shard ${name} has another load than the first part: ${key} is ${load[key]}, not ${this.#load[key]}: give all parts the same options`;
    }
    const known = this.#waiting.get(part)?.instance;
    if (this.#former.has(instance))
      return `two runs are --shard ${name}: give each part once, or another --run`;
    if (known !== undefined && known !== instance) this.#former.add(known);
    this.#waiting.set(part, { instance, heard: now });
    return undefined;
  }

  /** Parts that do not wait now, such as `2/3`. */
  missing(now: number): readonly string[] {
    const isThere = (part: number) => now - (this.#waiting.get(part)?.heard ?? -patience) < patience;
    return Array.from({ length: this.#count }, (_, part) => part)
      .filter((part) => !isThere(part))
      .map((part) => `${part + 1}/${this.#count}`);
  }

  /** Which run of each part waits. */
  get instances(): ReadonlyMap<number, string> {
    return new Map([...this.#waiting].map(([part, { instance }]) => [part, instance]));
  }
}
