import type { RuleId } from '../rules/catalogue.ts';
import type { Transport } from '../rules/transport.ts';

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
  readonly replay: { readonly transport: Transport; readonly seed: number; readonly path: string };
}

/** How often each rule was put to the test on a transport, and the shortest failure of each. */
export class Scoreboard {
  readonly #exercised = new Map<RuleId, number>();
  readonly #failures = new Map<RuleId, Failure>();
  readonly #claimed: Set<RuleId>;
  scenarioCount = 0;
  /** Called when the shortest scenario that breaks a rule is found. */
  shortestFound: (rule: RuleId) => void = () => undefined;

  /** @param claimed Shared by the transports of a run: one short counterexample is enough for all of them. */
  constructor(claimed = new Set<RuleId>()) {
    this.#claimed = claimed;
  }

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

  /** The rules that are broken. */
  get broken(): readonly RuleId[] {
    return [...this.#failures.keys()];
  }

  failure(rule: RuleId): Failure | undefined {
    return this.#failures.get(rule);
  }
}
