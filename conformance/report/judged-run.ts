import type { Verdict } from '../judge/verdict.ts';
import type { FailureReport, Report } from './report-schema.ts';

/** How a rule was broken, with the line that runs it again. */
export type JudgedFailure = Omit<FailureReport, 'replay'> & {
  readonly again: string;
  /** What the handler printed last, where it was started by the run. */
  readonly output?: string;
};

/** What came of a rule on one axis. */
export interface JudgedAxis {
  readonly verdict: Verdict;
  readonly failure?: JudgedFailure;
}

/** What came of one rule. */
export interface JudgedRule {
  readonly id: string;
  readonly level: 'MUST' | 'SHOULD';
  readonly text: string;
  readonly source: string;
  readonly verdict: Verdict;
  /** Why it is known to fail, where it is. */
  readonly known?: string;
  readonly on: Readonly<Record<string, JudgedAxis>>;
}

/** A run as pages, build servers and comparisons see it, whether a gateway was judged or a handler. */
export interface JudgedRun
  extends Pick<Report, 'verdict' | 'mode' | 'seed' | 'scenarios' | 'durationMilliseconds'> {
  readonly kind: 'gateway' | 'handler';
  readonly name: string;
  /** What rules were judged on: the transports of a gateway. A handler is judged as one. */
  readonly axes: readonly string[];
  /** What else one has to know of it, by its name. */
  readonly facts: Readonly<Record<string, string>>;
  readonly rules: readonly JudgedRule[];
}

/** Where something was seen, behind a word for what it was; nothing where there is only one place. */
export function whereOf({ kind }: JudgedRun, axis: string): string {
  return kind === 'gateway' ? ` on ${axis}` : '';
}
