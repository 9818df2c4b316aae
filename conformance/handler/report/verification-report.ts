import { styleText } from 'node:util';
import type { Verdict } from '../../judge/verdict.ts';
import { renderTrace } from '../../report/render-trace.ts';
import { replayCommand } from '../../report/replay-command.ts';
import type { HandlerResult } from '../run/verdict.ts';
import type { Verification } from '../verify.ts';

type Style = (format: Parameters<typeof styleText>[0], text: string) => string;

/** How a report is written. */
export interface VerificationReportOptions {
  readonly color?: boolean;
  /** A line for each rule, whatever came of it. */
  readonly verbose?: boolean;
}

/** The report for people. */
export function renderVerification(
  verification: Verification,
  options: VerificationReportOptions = {},
): string {
  const { color = false, verbose = false } = options;
  const style: Style = (format, text) => (color ? styleText(format, text, { validateStream: false }) : text);
  const { results, ended, command } = verification;
  const isOdd = ({ verdict }: HandlerResult) => verdict !== 'passed' && verdict !== 'not applicable';
  const failed = results.filter(({ verdict }) => verdict === 'failed' || verdict === 'flaky');
  return [
    ...results.filter((result) => verbose || isOdd(result)).map((result) => renderRule(result, style)),
    ...failed.flatMap((result) => ['', ...renderFailure(result, command, style)]),
    ...(ended === undefined ? [] : ['', `the run ended early: ${ended}`]),
    ...renderHint(verification),
    '',
    renderVerdict(verification, style),
    '',
  ].join('\n');
}

const marks: Readonly<Record<Verdict, readonly [Parameters<typeof styleText>[0], string]>> = {
  failed: ['red', '✗'],
  flaky: ['red', '~'],
  inconclusive: ['yellow', '?'],
  'known failure': ['yellow', '!'],
  fixed: ['yellow', '+'],
  passed: ['green', '✓'],
  'not applicable': ['dim', '-'],
};

function renderRule({ rule, verdict, exercised, known }: HandlerResult, style: Style): string {
  const checks = `${exercised} ${exercised === 1 ? 'check' : 'checks'}`.padStart(13);
  const why = known === undefined ? '' : ` (${known})`;
  const [format, mark] = marks[verdict];
  return `${style(format, mark)} ${rule.id.padEnd(17)} ${rule.level.padEnd(6)} ${verdict.padEnd(14)} ${checks}  ${rule.text}${why}`;
}

function renderFailure(
  { rule, failure }: HandlerResult,
  command: string | undefined,
  style: Style,
): string[] {
  if (failure === undefined) return [];
  return [
    style(['red', 'bold'], `${rule.id} ${rule.level} ${rule.text}`),
    `  source    ${rule.source}`,
    `  expected  ${failure.expected}`,
    `  but       ${failure.actual}`,
    `  scenario  ${failure.scenario}, ${failure.steps.length} ${failure.steps.length === 1 ? 'step' : 'steps'}:`,
    ...renderTrace(failure.trace).map((line) => style('dim', `  ${line}`)),
    ...(failure.output === ''
      ? []
      : [
          '  the handler printed last:',
          ...failure.output.split('\n').map((line) => style('dim', `    ${line}`)),
        ]),
    ...(failure.held === undefined
      ? []
      : [
          `  ${style('yellow', 'FLAKY')}     the same conversation held at replay ${failure.held.run}:`,
          ...renderTrace(failure.held.trace).map((line) => style('dim', `  ${line}`)),
        ]),
    `  again     ${replayCommand(command, failure.replay)}`,
  ];
}

/** What is missing is mostly bytes that the handler understands. */
function renderHint({ results, methods }: Verification): string[] {
  if (!results.some(({ verdict }) => verdict === 'inconclusive')) return [];
  const why =
    methods.length === 0
      ? 'the handler called nothing of the adapter'
      : `the handler called only ${methods.join(', ')}`;
  return [
    '',
    `some rules were never put to the test: ${why}. Give files with what devices send: --samples FILE…`,
  ];
}

function renderVerdict(verification: Verification, style: Style): string {
  const { results, handler, conversations, seed, duration, verdict } = verification;
  const count = (wanted: readonly Verdict[], level?: string) =>
    results.filter(
      ({ verdict: own, rule }) => wanted.includes(own) && (level === undefined || rule.level === level),
    ).length;
  const run = `${conversations} conversations in ${(duration / 1000).toFixed(1)} s, seed ${seed}`;
  const broken = ['failed', 'flaky'] as const;
  const should = count(broken, 'SHOULD') === 0 ? '' : ` (${count(broken, 'SHOULD')} SHOULD broken)`;
  switch (verdict) {
    case 'passed':
      return `${style(['green', 'bold'], 'PASSED')}  ${handler.name} keeps ${count(['passed', 'fixed'])} rules${should}; ${run}`;
    case 'failed':
      return `${style(['red', 'bold'], 'FAILED')}  ${handler.name} breaks ${count(broken, 'MUST')} of ${results.length} rules${should}; ${run}`;
    case 'inconclusive':
      return `${style(['yellow', 'bold'], 'INCONCLUSIVE')}  ${handler.name}: ${count(['inconclusive'])} rules were never put to the test; ${run}`;
  }
}
