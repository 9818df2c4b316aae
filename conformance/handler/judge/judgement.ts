import type { HandlerRuleId } from '../rules/handler-catalogue.ts';

/** A rule that was broken, as it was seen. */
export interface HandlerViolation {
  readonly rule: HandlerRuleId;
  readonly expected: string;
  readonly actual: string;
}

/** What a conversation says about the rules. */
export class Judgement {
  /** Each rule as often as it was put to the test, in whatever order. */
  readonly exercised: HandlerRuleId[] = [];
  readonly violations: HandlerViolation[] = [];

  exercise(rule: HandlerRuleId): void {
    this.exercised.push(rule);
  }

  broken(rule: HandlerRuleId, expected: string, actual: string): void {
    this.violations.push({ rule, expected, actual });
  }

  /** Exercises a rule, and breaks it unless it is kept. */
  check(rule: HandlerRuleId, kept: boolean, expected: string, actual: string): void {
    this.exercise(rule);
    if (!kept) this.broken(rule, expected, actual);
  }
}
