import type { TimelinePoint } from '../measure/timeline.ts';
import { fewestPoints, steadyPart, type Trend } from '../measure/trends.ts';
import { writtenTrend } from '../measure/written-trend.ts';
import type { Verdict } from './verdict.ts';

/** Adds what a long run shows to what its thresholds show: nothing of the target may grow. */
export function judgeSoak(
  verdict: Verdict,
  trends: readonly Trend[],
  timeline: readonly TimelinePoint[],
): Verdict {
  if (verdict.verdict === 'inconclusive') return verdict;
  const growing = trends.filter(({ grows }) => grows).map(grew);
  if (growing.length > 0) return { ...verdict, verdict: 'failed', reasons: [...verdict.reasons, ...growing] };
  if (verdict.verdict === 'failed' || trends.length > 0) return verdict;
  const reason = `too short to show that nothing grows: ${steadyPart(timeline).length} points after the warm-up, ${fewestPoints} are needed: run for longer, for a minute at least`;
  return { ...verdict, verdict: 'inconclusive', reasons: [reason] };
}

/** What grows, in words. */
export function grew(trend: Trend): string {
  return `${writtenTrend(trend)} grew`;
}
