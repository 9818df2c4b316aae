import { styleText } from 'node:util';
import type { Certification } from '../gateway/certify.ts';
import type { Failure } from '../judge/scoreboard.ts';
import { type RuleResult, type TransportResult, type Verdict, verdicts } from '../judge/verdict.ts';
import { chapterName } from './chapter-names.ts';
import { renderTrace } from './render-trace.ts';
import { replayCommand } from './replay-command.ts';

type Style = (format: Parameters<typeof styleText>[0], text: string) => string;

/** How a report is written. */
export interface ReportOptions {
  readonly color?: boolean;
  /** A line for each rule, with how often it was put to the test. */
  readonly verbose?: boolean;
}

/** The report for people. */
export function renderReport(certification: Certification, options: ReportOptions = {}): string {
  const { color = false, verbose = false } = options;
  const style: Style = (format, text) => (color ? styleText(format, text, { validateStream: false }) : text);
  const { results, command } = certification;
  const failed = results.filter(({ verdict }) => verdict === 'failed' || verdict === 'flaky');
  const untested = results.filter(({ verdict }) => verdict === 'inconclusive');
  return [
    ...(verbose ? renderRules(results, style) : []),
    ...renderChapters(results, style),
    ...failed.flatMap((result) => ['', ...renderFailure(result, command, style)]),
    ...renderKnown(results, style),
    ...(untested.length === 0 ? [] : ['', `never put to the test: ${untested.map(nameUntested).join(', ')}`]),
    '',
    renderVerdict(certification, style),
    '',
  ].join('\n');
}

function renderRules(results: readonly RuleResult[], style: Style): string[] {
  const lines = results.map(({ rule, verdict, exercised, transports }) => {
    const checks = `${exercised} ${exercised === 1 ? 'check' : 'checks'}`.padStart(13);
    const id = rule.id.padEnd(13);
    return `${markOf([verdict], style)} ${id} ${rule.level.padEnd(6)} ${checks}  ${rule.text}${nameDifferences(transports)}`;
  });
  return [...lines, ''];
}

/** Says on which transports a rule was kept, where it was not the same on all of them. */
function nameDifferences(results: readonly TransportResult[]): string {
  const found = [...new Set(results.map(({ verdict }) => verdict))];
  if (found.length < 2) return '';
  return ` (${found.map((verdict) => `${verdict} on ${listWhere(results, verdict)}`).join('; ')})`;
}

function listWhere(results: readonly TransportResult[], wanted: Verdict): string {
  return results
    .filter(({ verdict }) => verdict === wanted)
    .map(({ transport }) => transport)
    .join(', ');
}

/** The transports stand there where the rule was put to the test on another. */
function nameUntested({ rule, transports }: RuleResult): string {
  const tested = transports.some(({ exercised }) => exercised > 0);
  return tested ? `${rule.id} on ${listWhere(transports, 'inconclusive')}` : rule.id;
}

function markOf(found: readonly Verdict[], style: Style): string {
  if (found.includes('failed')) return style('red', '✗');
  if (found.includes('flaky')) return style('red', '~');
  if (found.includes('inconclusive')) return '?';
  if (found.includes('known failure')) return style('yellow', '!');
  if (found.includes('fixed')) return style('yellow', '+');
  return found.every((verdict) => verdict === 'not applicable') ? '-' : style('green', '✓');
}

function renderChapters(results: readonly RuleResult[], style: Style): string[] {
  const chapterOf = ({ rule }: RuleResult) => rule.id.split('-')[1] ?? '';
  return [...new Set(results.map(chapterOf))].map((chapter) => {
    const rules = results.filter((result) => chapterOf(result) === chapter);
    const count = (verdict: RuleResult['verdict']) => rules.filter((rule) => rule.verdict === verdict).length;
    const exercised = rules.reduce((sum, rule) => sum + rule.exercised, 0);
    const passed = `${count('passed')} of ${rules.length} rules`;
    const notes = verdicts
      .filter((verdict) => verdict !== 'passed' && count(verdict) > 0)
      .map((verdict) => `${count(verdict)} ${verdict}`);
    const mark = markOf(
      rules.map(({ verdict }) => verdict),
      style,
    );
    const name = chapterName(chapter).padEnd(27);
    return `${mark} ${name} ${passed.padEnd(16)} ${`${exercised} checks`.padStart(13)}  ${notes.join(', ')}`.trimEnd();
  });
}

function renderFailure(
  { rule, failure, transports }: RuleResult,
  command: string | undefined,
  style: Style,
): string[] {
  if (failure === undefined) return [];
  const broken = transports.filter((result) => result.failure !== undefined);
  const kept = listWhere(transports, 'passed');
  return [
    style(['red', 'bold'], `${rule.id} ${rule.level} ${rule.text}`),
    `  source    ${rule.source}`,
    `  on        ${broken.map(({ transport: name }) => name).join(', ')}${kept === '' ? '' : `; kept on ${kept}`}`,
    `  expected  ${failure.expected}`,
    `  but       ${failure.actual}`,
    `  scenario  ${failure.scenario}, ${failure.steps.length} ${failure.steps.length === 1 ? 'step' : 'steps'}:`,
    ...renderTrace(failure.trace).map((line) => style('dim', `  ${line}`)),
    ...renderHeld(failure, style),
    `  again     ${replayCommand(command, failure.replay)}`,
  ];
}

function renderHeld({ held }: Failure, style: Style): string[] {
  if (held === undefined) return [];
  return [
    `  ${style('yellow', 'FLAKY')}     the same scenario held at replay ${held.run}:`,
    ...renderTrace(held.trace).map((line) => style('dim', `  ${line}`)),
  ];
}

/** What is known is told in a line; that the list of it is out of date, loudly. */
function renderKnown(results: readonly RuleResult[], style: Style): string[] {
  const lines = results.flatMap(({ rule, transports }) =>
    transports
      .filter(({ verdict }) => verdict === 'known failure' || verdict === 'fixed')
      .map(({ transport, verdict, known, failure }) => {
        const flaky = failure?.held === undefined ? '' : ', flaky';
        if (verdict === 'known failure') return `known failure  ${rule.id} on ${transport}${flaky}: ${known}`;
        return `${style(['yellow', 'bold'], 'FIXED')}  ${rule.id} passes on ${transport}: take it off the list of known failures (${known})`;
      }),
  );
  return lines.length === 0 ? [] : ['', ...lines];
}

function renderVerdict(certification: Certification, style: Style): string {
  const { results, target, transports, scenarioCount, seed, duration } = certification;
  const count = (verdict: RuleResult['verdict'], level?: string) =>
    results.filter(
      ({ verdict: own, rule }) => own === verdict && (level === undefined || rule.level === level),
    ).length;
  const run = `${scenarioCount} scenarios in ${(duration / 1000).toFixed(1)} s, seed ${seed}`;
  const should = count('failed', 'SHOULD') + count('flaky', 'SHOULD');
  const recommended = should === 0 ? '' : ` (${should} SHOULD broken)`;
  const known = count('known failure') === 0 ? '' : ` (known failures: ${count('known failure')})`;
  switch (certification.verdict) {
    case 'passed':
      return `${style(['green', 'bold'], 'PASSED')}  ${target.name} keeps ${count('passed') + count('fixed')} rules on ${transports.join(', ')}${recommended}${known}; ${run}`;
    case 'failed': {
      const flaky = count('flaky', 'MUST') === 0 ? '' : `, ${count('flaky', 'MUST')} of them flaky`;
      const broken = count('failed', 'MUST') + count('flaky', 'MUST');
      return `${style(['red', 'bold'], 'FAILED')}  ${target.name} breaks ${broken} of ${results.length} rules${flaky}${recommended}; ${run}`;
    }
    case 'inconclusive':
      return `${style(['yellow', 'bold'], 'INCONCLUSIVE')}  ${target.name}: ${count('inconclusive')} rules were never put to the test; ${run}`;
  }
}
