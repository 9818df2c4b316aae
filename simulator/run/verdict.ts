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

/** Errors that only this machine can have made. */
const ownErrors = ['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS', 'ENOMEM'];

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
  const reasons = outcomes
    .filter(({ met }) => !met)
    .map(({ text, actual }) => `${text} was missed: ${actual}`);
  const { connected, disconnected, received, lost } = measurements.counts;
  if (connected === 0) reasons.push('no device could connect');
  // Whoever gave no threshold expects something to come back, too.
  const remedy = 'see that the handler runs, and that --profile says how its devices talk';
  if (received === 0 && lost > 0) reasons.push(`no message had its reply, ${lost} are lost: ${remedy}`);
  else if (received === 0 && connected > 0 && disconnected >= connected)
    reasons.push(`no device could stay, ${disconnected} connections were ended by the target: ${remedy}`);
  return { verdict: reasons.length === 0 ? 'passed' : 'failed', thresholds: outcomes, reasons };
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
    const own = ownErrors.find((code) => kind.endsWith(code));
    if (own === undefined) continue;
    reasons.push(`this machine had no more: ${count} times ${kind}: ${remedy(own)}`);
  }
  return reasons;
}

function remedy(code: string): string {
  if (code === 'EADDRNOTAVAIL') return 'give more addresses with --source';
  return code === 'EMFILE' || code === 'ENFILE'
    ? 'raise `ulimit -n`, or give more --workers'
    : 'make less load';
}
