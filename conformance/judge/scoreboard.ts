import type { RuleId } from '../rules/catalogue.ts';

/** A rule that was broken, with the scenario that shows it. */
export interface Failure {
  readonly rule: RuleId;
  readonly expected: string;
  readonly actual: string;
  /** Which scenario, and how it was found. */
  readonly scenario: string;
  /** The actions of the scenario, one line each. */
  readonly steps: readonly string[];
  /** What happened, with times. */
  readonly trace: readonly string[];
  /** The options that run this scenario again. */
  readonly replay: { readonly seed: number; readonly path: string };
}

/** How often each rule was put to the test, and the first failure of each. */
export class Scoreboard {
  readonly #exercised = new Map<RuleId, number>();
  readonly #failures = new Map<RuleId, Failure>();
  readonly #claimed = new Set<RuleId>();
  scenarioCount = 0;

  /** True for the first who asks: whoever may look for the shortest scenario that breaks the rule. */
  claim(rule: RuleId): boolean {
    if (this.#claimed.has(rule)) return false;
    this.#claimed.add(rule);
    return true;
  }

  exercise(rule: RuleId): void {
    this.#exercised.set(rule, this.exercised(rule) + 1);
  }

  exercised(rule: RuleId): number {
    return this.#exercised.get(rule) ?? 0;
  }

  /** Keeps the shortest scenario that breaks the rule. */
  fail(failure: Failure): void {
    this.exercise(failure.rule);
    const known = this.#failures.get(failure.rule);
    if (known === undefined || failure.steps.length < known.steps.length)
      this.#failures.set(failure.rule, failure);
  }

  /** How many rules are broken. */
  get failureCount(): number {
    return this.#failures.size;
  }

  failure(rule: RuleId): Failure | undefined {
    return this.#failures.get(rule);
  }
}
