import { catalogue, type RuleId } from '../rules/catalogue.ts';
import type { Need, Rule } from '../rules/rule.ts';
import type { Transport } from '../rules/transport.ts';
import type { Failure, Scoreboard } from './scoreboard.ts';

/** A rule that was never put to the test is inconclusive, not passed. */
export type Verdict = 'passed' | 'failed' | 'inconclusive' | 'not applicable';

/** What came of one rule on one transport. */
export interface TransportResult {
  readonly transport: Transport;
  readonly verdict: Verdict;
  /** How often the rule was put to the test. */
  readonly exercised: number;
  readonly failure?: Failure;
}

/** What came of one rule: on all transports together, and on each of them. */
export interface RuleResult {
  readonly rule: Rule & { readonly id: RuleId };
  readonly verdict: Verdict;
  /** How often the rule was put to the test. */
  readonly exercised: number;
  /** The shortest one, whatever the transport. */
  readonly failure?: Failure;
  /** The transports that were judged, in the order of the target. */
  readonly transports: readonly TransportResult[];
}

/** What was seen on a transport, and what the target declares about it. */
export interface Evidence {
  readonly transport: Transport;
  readonly scoreboard: Scoreboard;
  readonly has: (need: Need) => boolean;
}

/** Judges every rule, or only those that were asked for. */
export function judgeRules(
  evidence: readonly Evidence[],
  only: ReadonlySet<string> | undefined,
): readonly RuleResult[] {
  return catalogue
    .filter(({ id }) => only === undefined || only.has(id))
    .map((rule) => {
      const transports = evidence.map((seen) => judgeOne(rule, seen));
      const failure = shortest(transports.flatMap((result) => result.failure ?? []));
      return {
        rule,
        verdict: combine(transports.map(({ verdict }) => verdict)),
        exercised: transports.reduce((sum, { exercised }) => sum + exercised, 0),
        ...(failure === undefined ? {} : { failure }),
        transports,
      };
    });
}

function judgeOne(
  rule: Rule & { readonly id: RuleId },
  { transport, scoreboard, has }: Evidence,
): TransportResult {
  const exercised = scoreboard.exercised(rule.id);
  const failure = scoreboard.failure(rule.id);
  if (failure !== undefined) return { transport, verdict: 'failed', exercised, failure };
  const applies = rule.transports?.includes(transport) ?? true;
  if (!applies || (rule.needs !== undefined && !has(rule.needs)))
    return { transport, verdict: 'not applicable', exercised };
  return { transport, verdict: exercised > 0 ? 'passed' : 'inconclusive', exercised };
}

/** A rule is as good as the worst that was seen of it. */
function combine(verdicts: readonly Verdict[]): Verdict {
  const worst = (['failed', 'inconclusive', 'passed'] as const).find((verdict) => verdicts.includes(verdict));
  return worst ?? 'not applicable';
}

function shortest(failures: readonly Failure[]): Failure | undefined {
  return failures.toSorted((first, second) => first.steps.length - second.steps.length)[0];
}

/** The verdict over all: a broken SHOULD is told, and fails nothing. */
export function judgeAll(results: readonly RuleResult[]): 'passed' | 'failed' | 'inconclusive' {
  const must = results.filter(({ rule }) => rule.level === 'MUST');
  if (must.some(({ verdict }) => verdict === 'failed')) return 'failed';
  return must.some(({ verdict }) => verdict === 'inconclusive') ? 'inconclusive' : 'passed';
}
