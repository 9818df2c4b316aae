import type { RuleId } from '../rules/catalogue.ts';

/** A rule that was broken, as it was seen. */
export class Violation extends Error {
  override readonly name = 'Violation';
  readonly code = 'RULE_BROKEN';
  readonly rule: RuleId;
  readonly expected: string;
  readonly actual: string;

  constructor(rule: RuleId, expected: string, actual: string) {
    super(`${rule}: expected ${expected}, but ${actual}`);
    this.rule = rule;
    this.expected = expected;
    this.actual = actual;
  }
}
