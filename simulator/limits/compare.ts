import { formatLimit, type NumberedLimit } from './limit-names.ts';
import type { Observation } from './observation.ts';

/** What is said of one limit. `undeclared` is no fault: it says what was reached. */
export const limitVerdicts = ['matches', 'too lax', 'too strict', 'undeclared', 'inconclusive'] as const;
export type LimitVerdict = (typeof limitVerdicts)[number];

/** A limit, what is declared of it, and what was measured. */
export interface Finding {
  readonly limit: NumberedLimit | 'access_rules';
  /** The address that was tried, for access rules. */
  readonly source?: string;
  /** Numbers are in the unit of the limit, bytes or counts, per second where it is a rate. */
  readonly declared?: number | 'allowed' | 'denied';
  readonly measured?: number | 'allowed' | 'denied';
  /** No limit was met up to what was measured. */
  readonly atLeast?: boolean;
  readonly verdict: LimitVerdict;
  /** By how much it differs, or why it could not be told. */
  readonly reason?: string;
}

/** Rates are compared with a tolerance, connections exactly. */
export function compare(
  limit: NumberedLimit,
  declared: number | undefined,
  observation: Observation,
  tolerance: number,
): Finding {
  const { measured, atLeast } = observation;
  const facts = {
    limit,
    ...(declared === undefined ? {} : { declared }),
    ...(measured === undefined ? {} : { measured }),
    ...(atLeast === true ? { atLeast } : {}),
  };
  return { ...facts, ...judge(limit, declared, observation, tolerance) };
}

function judge(
  limit: NumberedLimit,
  declared: number | undefined,
  { measured, atLeast = false, slack = 0, doubt, disturbed }: Observation,
  tolerance: number,
): Pick<Finding, 'verdict' | 'reason'> {
  if (measured === undefined) return inconclusive(doubt);
  if (declared === undefined) {
    const reason = atLeast ? 'not limited as far as was tried' : doubt;
    return { verdict: 'undeclared', ...(reason === undefined ? {} : { reason }) };
  }
  const margin = limit === 'max_connections' ? 0 : declared * tolerance + slack;
  if (measured > declared + margin)
    return disturbed === undefined
      ? { verdict: 'too lax', reason: difference(limit, measured - declared, declared, 'more', atLeast) }
      : inconclusive(disturbed);
  if (atLeast) return inconclusive(doubt ?? 'no more could be tried');
  if (measured >= declared - margin) return { verdict: 'matches' };
  if ((doubt ?? disturbed) !== undefined) return inconclusive(doubt ?? disturbed);
  return { verdict: 'too strict', reason: difference(limit, declared - measured, declared, 'less', false) };
}

function inconclusive(reason = 'nothing could be measured'): Pick<Finding, 'verdict' | 'reason'> {
  return { verdict: 'inconclusive', reason };
}

function difference(
  limit: NumberedLimit,
  by: number,
  declared: number,
  word: 'more' | 'less',
  atLeast: boolean,
): string {
  const percent = Math.round((by / declared) * 100);
  return `${atLeast ? 'at least ' : ''}${formatLimit(limit, by)} ${word} than declared (${percent}%)`;
}
