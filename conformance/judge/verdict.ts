import { catalogue, type RuleId } from '../rules/catalogue.ts';
import type { Need, Rule } from '../rules/rule.ts';
import type { Failure, Scoreboard } from './scoreboard.ts';

/** What came of one rule. A rule that was never put to the test is inconclusive, not passed. */
export interface RuleResult {
  readonly rule: Rule & { readonly id: RuleId };
  readonly verdict: 'passed' | 'failed' | 'inconclusive' | 'not applicable';
  /** How often the rule was put to the test. */
  readonly exercised: number;
  readonly failure?: Failure;
}

/** Judges every rule, or only those that were asked for. */
export function judgeRules(
  scoreboard: Scoreboard,
  has: (need: Need) => boolean,
  only: ReadonlySet<string> | undefined,
): readonly RuleResult[] {
  return catalogue
    .filter(({ id }) => only === undefined || only.has(id))
    .map((rule) => {
      const exercised = scoreboard.exercised(rule.id);
      const failure = scoreboard.failure(rule.id);
      if (failure !== undefined) return { rule, verdict: 'failed', exercised, failure };
      if (rule.needs !== undefined && !has(rule.needs)) return { rule, verdict: 'not applicable', exercised };
      return { rule, verdict: exercised > 0 ? 'passed' : 'inconclusive', exercised };
    });
}

/** The verdict over all: a broken SHOULD is told, and fails nothing. */
export function judgeAll(results: readonly RuleResult[]): 'passed' | 'failed' | 'inconclusive' {
  const must = results.filter(({ rule }) => rule.level === 'MUST');
  if (must.some(({ verdict }) => verdict === 'failed')) return 'failed';
  return must.some(({ verdict }) => verdict === 'inconclusive') ? 'inconclusive' : 'passed';
}
