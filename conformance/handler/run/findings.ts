import type { Judgement } from '../judge/judgement.ts';
import type { HandlerRuleId } from '../rules/handler-catalogue.ts';
import type { WorldEvent } from '../world/world-event.ts';
import type { HandlerFailure } from './handler-failure.ts';

/** How often each rule was put to the test, and the best failure of each. */
export class Findings {
  readonly #exercised = new Map<HandlerRuleId, number>();
  readonly #failures = new Map<HandlerRuleId, HandlerFailure>();
  conversations = 0;

  /** The methods of the adapter that the handler was seen to call. */
  readonly called = new Set<string>();

  /** Takes down what a conversation put to the test. */
  note({ exercised }: Judgement, events: readonly WorldEvent[]): void {
    this.conversations += 1;
    for (const event of events) if (event.kind === 'call') this.called.add(event.request.method);
    for (const rule of exercised) this.exercise(rule);
  }

  exercise(rule: HandlerRuleId): void {
    this.#exercised.set(rule, this.exercised(rule) + 1);
  }

  exercised(rule: HandlerRuleId): number {
    return this.#exercised.get(rule) ?? 0;
  }

  /** Keeps the failure, unless there is a better one: one that is not flaky, and short. */
  fail(failure: HandlerFailure): void {
    const known = this.#failures.get(failure.rule);
    if (known === undefined || rank(failure) < rank(known)) this.#failures.set(failure.rule, failure);
  }

  /** A failure's conversation held when it was tried again. */
  hold(failure: HandlerFailure, held: NonNullable<HandlerFailure['held']>): void {
    if (this.#failures.get(failure.rule) === failure) this.#failures.set(failure.rule, { ...failure, held });
  }

  failure(rule: HandlerRuleId): HandlerFailure | undefined {
    return this.#failures.get(rule);
  }

  /** Whether nothing more can be learned of the rule. */
  isSettled(rule: HandlerRuleId): boolean {
    const failure = this.failure(rule);
    return failure !== undefined && failure.held === undefined;
  }

  get brokenCount(): number {
    return this.#failures.size;
  }
}

function rank({ held, steps }: HandlerFailure): number {
  return (held === undefined ? 0 : 1_000_000) + steps.length;
}
