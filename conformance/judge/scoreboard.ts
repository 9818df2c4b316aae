import type { RuleId } from '../rules/catalogue.ts';
import type { Transport } from '../rules/transport.ts';
import type { Trace } from './trace.ts';

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
  readonly trace: Trace;
  /** The options that run this scenario again. */
  readonly replay: { readonly transport: Transport; readonly seed: number; readonly path: string };
  /** Where the same scenario held when it was tried again on the spot: then the rule is flaky. */
  readonly held?: HeldReplay;
}

/** A replay in which the rule was not broken. */
export interface HeldReplay {
  /** Which one it was; the first is 1. */
  readonly run: number;
  readonly trace: Trace;
}

/** So many failures of a rule are kept, and so many are tried again: more of them are no whim. */
const mostKept = 10;
const mostTried = 3;

/** How often each rule was put to the test on a transport, and the shortest failure of each. */
export class Scoreboard {
  readonly #exercised = new Map<RuleId, number>();
  readonly #failures = new Map<RuleId, readonly Failure[]>();
  readonly #tried = new Map<RuleId, number>();
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
    this.#keep(failure.rule, [...this.#failuresOf(failure.rule), failure]);
  }

  /** True for the first few failures of a rule that was not seen to fail twice in the same scenario. */
  mayTryAgain(rule: RuleId): boolean {
    if (this.#isTried(rule)) return false;
    this.#tried.set(rule, (this.#tried.get(rule) ?? 0) + 1);
    return true;
  }

  /** A failure's scenario held when it was tried again. */
  heldAgain(failure: Failure, held: HeldReplay): void {
    const failures = this.#failuresOf(failure.rule);
    this.#keep(
      failure.rule,
      failures.map((each) => (each === failure ? { ...failure, held } : each)),
    );
  }

  /** A failure's scenario failed again each time. */
  confirm(rule: RuleId): void {
    this.#tried.set(rule, mostTried);
  }

  /** Nothing more can be learned of the rule: it is broken, and no failure of it will be tried again. */
  isSettled(rule: RuleId): boolean {
    return this.failure(rule) !== undefined && this.#isTried(rule);
  }

  /** The rules that are broken. */
  get broken(): readonly RuleId[] {
    return [...this.#failures.keys()];
  }

  /** The shortest failure that did not hold when it was tried again; the shortest of all, where each one held. */
  failure(rule: RuleId): Failure | undefined {
    return this.#failuresOf(rule)[0];
  }

  #isTried(rule: RuleId): boolean {
    return (this.#tried.get(rule) ?? 0) >= mostTried;
  }

  #failuresOf(rule: RuleId): readonly Failure[] {
    return this.#failures.get(rule) ?? [];
  }

  #keep(rule: RuleId, failures: readonly Failure[]): void {
    this.#failures.set(rule, worstFirst(failures).slice(0, mostKept));
  }
}

/** Failures that held when they were tried again come last, long ones behind short ones. */
export function worstFirst(failures: readonly Failure[]): readonly Failure[] {
  const rank = ({ held }: Failure) => (held === undefined ? 0 : 1);
  return failures.toSorted(
    (first, second) => rank(first) - rank(second) || first.steps.length - second.steps.length,
  );
}
