import { it } from 'vitest';
import type { HandlerResult } from '../handler/run/verdict.ts';
import type { RuleResult } from '../judge/verdict.ts';
import type { Rule } from '../rules/rule.ts';
import { failureOf, skipReason } from './outcome.ts';

/** A run, once it has come to its end. */
interface Run {
  readonly results: readonly (RuleResult | HandlerResult)[];
  readonly command?: string;
}

/** Makes the test of a rule: it fails where the rule is broken, and is skipped, with the reason, where nobody knows. */
export function testRule(rule: Rule, run: () => Run | undefined): void {
  it(`${rule.id} ${rule.level} ${rule.text}`, async (context) => {
    const result = run()?.results.find(({ rule: { id } }) => id === rule.id);
    if (result === undefined) throw new Error(`the run says nothing about ${rule.id}`);
    const failure = failureOf(result, run()?.command);
    if (failure !== undefined) throw failure;
    const reason = skipReason(result);
    if (reason !== undefined) context.skip(reason);
    if (result.verdict === 'fixed')
      await context.annotate(`fixed: ${rule.id} is a known failure, and passes: remove it from the list`);
  });
}
