/** Random choices from one seed: mulberry32, enough for scenarios and the same on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let value = this.#state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return from + (((value ^ (value >>> 14)) >>> 0) % (to - from + 1));
  }

  pick<Choice>(choices: readonly Choice[]): Choice {
    return choices[this.integer(0, choices.length - 1)] as Choice;
  }
}

/** A seed of its own for a part of a run, made from the run's seed and the part's name. */
export function deriveSeed(seed: number, name: string): number {
  // Neighbouring seeds with neighbouring names must not meet.
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  for (const character of name)
    hash = (Math.imul(hash ^ character.charCodeAt(0), 0x01000193) + 0x9e3779b9) | 0;
  return hash & 0x7fffffff;
}
