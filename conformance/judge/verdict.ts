import { catalogue, type RuleId } from '../rules/catalogue.ts';
import type { Need, Rule } from '../rules/rule.ts';
import type { Transport } from '../rules/transport.ts';
import { findKnown, type KnownFailure } from './known-failure.ts';
import { type Failure, type Scoreboard, worstFirst } from './scoreboard.ts';

/**
 * What can come of a rule, the worst first. One that was never put to the test is inconclusive, not passed;
 * a flaky one failed, and held when the same scenario was tried again; a known failure is one that was listed
 * as known; a fixed one was listed, and passes.
 */
export const verdicts = [
  'failed',
  'flaky',
  'inconclusive',
  'known failure',
  'fixed',
  'passed',
  'not applicable',
] as const;

export type Verdict = (typeof verdicts)[number];

/** What came of one rule on one transport. */
export interface TransportResult {
  readonly transport: Transport;
  readonly verdict: Verdict;
  /** How often the rule was put to the test. */
  readonly exercised: number;
  readonly failure?: Failure;
  /** Why it is known to fail, where it is. */
  readonly known?: string;
}

/** What came of one rule: on all transports together, and on each of them. */
export interface RuleResult {
  readonly rule: Rule & { readonly id: RuleId };
  readonly verdict: Verdict;
  /** How often the rule was put to the test. */
  readonly exercised: number;
  /** The shortest one, whatever the transport. */
  readonly failure?: Failure;
  /** Why it is known to fail, where it is on one of the transports. */
  readonly known?: string;
  /** The transports that were judged, in the order of the target. */
  readonly transports: readonly TransportResult[];
}

/** What was seen on a transport, and what the target declares about it. */
export interface Evidence {
  readonly transport: Transport;
  readonly scoreboard: Scoreboard;
  readonly has: (need: Need) => boolean;
  /** Whether the rule is about the target's dialect and the way in which it calls the handler. */
  readonly concerns: (rule: Rule) => boolean;
}

/** Judges every rule, or only those that were asked for. */
export function judgeRules(
  evidence: readonly Evidence[],
  only: ReadonlySet<string> | undefined,
  known: readonly KnownFailure[] = [],
): readonly RuleResult[] {
  return catalogue
    .filter(({ id }) => only === undefined || only.has(id))
    .map((rule) => {
      const transports = compareWithKnown(
        rule.id,
        evidence.map((seen) => judgeOne(rule, seen)),
        known,
      );
      const [failure] = worstFirst(transports.flatMap((result) => result.failure ?? []));
      const reason = transports.find((result) => result.known !== undefined)?.known;
      return {
        rule,
        verdict: combine(transports),
        exercised: transports.reduce((sum, { exercised }) => sum + exercised, 0),
        ...(failure === undefined ? {} : { failure }),
        ...(reason === undefined ? {} : { known: reason }),
        transports,
      };
    });
}

function judgeOne(
  rule: Rule & { readonly id: RuleId },
  { transport, scoreboard, has, concerns }: Evidence,
): TransportResult {
  const exercised = scoreboard.exercised(rule.id);
  const failure = scoreboard.failure(rule.id);
  if (failure !== undefined)
    return { transport, verdict: failure.held === undefined ? 'failed' : 'flaky', exercised, failure };
  const applies = (rule.transports?.includes(transport) ?? true) && concerns(rule);
  if (!applies || (rule.needs !== undefined && !has(rule.needs)))
    return { transport, verdict: 'not applicable', exercised };
  return { transport, verdict: exercised > 0 ? 'passed' : 'inconclusive', exercised };
}

/** A rule that is listed without a transport is fixed when it passes on all, not on the first of them. */
function compareWithKnown(
  rule: RuleId,
  results: readonly TransportResult[],
  known: readonly KnownFailure[],
): readonly TransportResult[] {
  const isBroken = ({ verdict }: TransportResult) => verdict === 'failed' || verdict === 'flaky';
  return results.map((result) => {
    const entry = findKnown(known, rule, result.transport);
    if (entry === undefined || result.verdict === 'not applicable') return result;
    if (isBroken(result)) return { ...result, verdict: 'known failure', known: entry.reason };
    if (result.verdict === 'passed' && entry.transport === undefined && results.some(isBroken)) return result;
    return {
      ...result,
      verdict: result.verdict === 'passed' ? 'fixed' : result.verdict,
      known: entry.reason,
    };
  });
}

/** A rule is as good as the worst that was seen of it. */
export function combine(results: readonly TransportResult[]): Verdict {
  return verdicts.find((each) => results.some(({ verdict }) => verdict === each)) ?? 'not applicable';
}

/**
 * The verdict over all: a broken SHOULD is told, and fails nothing. Neither does what is known to fail,
 * also where another failure kept it from being put to the test.
 */
export function judgeAll(results: readonly RuleResult[]): 'passed' | 'failed' | 'inconclusive' {
  const must = results.filter(({ rule }) => rule.level === 'MUST');
  if (must.some(({ verdict }) => verdict === 'failed' || verdict === 'flaky')) return 'failed';
  const isOpen = ({ verdict, known }: TransportResult) => verdict === 'inconclusive' && known === undefined;
  return must.some(({ transports }) => transports.some(isOpen)) ? 'inconclusive' : 'passed';
}
