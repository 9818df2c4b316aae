import { ownRemedy } from '../clients/own-errors.ts';
import type { Measurements } from '../measure/measurements.ts';
import type { SelfReport } from '../measure/self-monitor.ts';
import { judgeThreshold, type Threshold, type ThresholdOutcome } from '../measure/thresholds.ts';

/** What is said of a target in the end. */
export interface Verdict {
  readonly verdict: 'passed' | 'failed' | 'inconclusive';
  /** Of the thresholds, in the order in which they were given. */
  readonly thresholds: readonly ThresholdOutcome[];
  /** Why it is not passed, a sentence each. */
  readonly reasons: readonly string[];
}

/** Above this part of the messages being late, the generator was the bottleneck. */
const lateAllowed = 0.01;

/**
 * Judges a run. A generator that was too slow, or had no more ports or descriptors, is never its target's failure: that is inconclusive.
 *
 * @param lateAfter The lateness that is no fault, in milliseconds.
 * @param sendingTime For how long devices sent, in milliseconds.
 */
export function judge(
  measurements: Measurements,
  thresholds: readonly Threshold[],
  workers: readonly SelfReport[],
  lateAfter: number,
  sendingTime: number,
): Verdict {
  const outcomes = thresholds.map((threshold) => judgeThreshold(threshold, measurements, sendingTime));
  const bottleneck = bottlenecks(measurements, workers, lateAfter);
  if (bottleneck.length > 0) return { verdict: 'inconclusive', thresholds: outcomes, reasons: bottleneck };
  const reasons = outcomes.filter(({ met }) => !met).map(missed);
  const { connected, disconnected, received, lost } = measurements.counts;
  if (connected === 0) reasons.push('no device could connect');
  // Whoever gave no threshold expects something to come back, too.
  const remedy = 'see that the handler runs, and that --profile says how its devices talk';
  if (received === 0 && lost > 0) reasons.push(`no message had its reply, ${lost} are lost: ${remedy}`);
  else if (received === 0 && connected > 0 && disconnected >= connected)
    reasons.push(`no device could stay, ${disconnected} connections were ended by the target: ${remedy}`);
  return { verdict: reasons.length === 0 ? 'passed' : 'failed', thresholds: outcomes, reasons };
}

/** A threshold that was missed, in words. */
export function missed({ text, actual }: ThresholdOutcome): string {
  return `${text} was missed: ${actual}`;
}

function bottlenecks(
  { counts, errors }: Measurements,
  workers: readonly SelfReport[],
  lateAfter: number,
): readonly string[] {
  const reasons: string[] = [];
  const due = counts.sent + counts.commands;
  if (counts.late > due * lateAllowed) {
    reasons.push(
      `the generator was the bottleneck: ${counts.late} of ${due} messages were sent more than ${lateAfter}ms late: give it more --workers or another machine, or make less load`,
    );
  }
  const delay = Math.max(0, ...workers.map(({ eventLoopDelay }) => eventLoopDelay));
  if (delay > lateAfter) {
    reasons.push(
      `the generator was the bottleneck: its event loop was ${Math.round(delay)}ms late at p99: give it more --workers or another machine, or make less load`,
    );
  }
  for (const [kind, count] of Object.entries(errors)) {
    const remedy = ownRemedy(kind);
    if (remedy !== undefined) reasons.push(`this machine had no more: ${count} times ${kind}: ${remedy}`);
  }
  return reasons;
}
