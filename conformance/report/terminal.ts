import { styleText } from 'node:util';
import type { Certification } from '../gateway/certify.ts';
import type { RuleResult, TransportResult, Verdict } from '../judge/verdict.ts';

type Style = (format: Parameters<typeof styleText>[0], text: string) => string;

/** How a report is written. */
export interface ReportOptions {
  /** The command that runs a failure again, without transport, seed and path. */
  readonly replay: string;
  readonly color?: boolean;
  /** A line for each rule, with how often it was put to the test. */
  readonly verbose?: boolean;
}

/** The report for people. */
export function renderReport(certification: Certification, options: ReportOptions): string {
  const { replay, color = false, verbose = false } = options;
  const style: Style = (format, text) => (color ? styleText(format, text, { validateStream: false }) : text);
  const { results } = certification;
  const failed = results.filter(({ verdict }) => verdict === 'failed');
  const untested = results.filter(({ verdict }) => verdict === 'inconclusive');
  return [
    ...(verbose ? renderRules(results, style) : []),
    ...renderChapters(results, style),
    ...failed.flatMap((result) => ['', ...renderFailure(result, replay, style)]),
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
  const verdicts = [...new Set(results.map(({ verdict }) => verdict))];
  if (verdicts.length < 2) return '';
  return ` (${verdicts.map((verdict) => `${verdict} on ${listWhere(results, verdict)}`).join('; ')})`;
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

function markOf(verdicts: readonly RuleResult['verdict'][], style: Style): string {
  if (verdicts.includes('failed')) return style('red', '✗');
  if (verdicts.includes('inconclusive')) return '?';
  return verdicts.every((verdict) => verdict === 'not applicable') ? '-' : style('green', '✓');
}

const chapterNames: Readonly<Record<string, string>> = {
  CONN: 'life of a connection',
  BYTE: 'bytes',
  DGRAM: 'datagrams',
  TLS: 'handshakes and certificates',
  FLOW: 'order and concurrency',
  CODE: 'adapter calls',
  TAKE: 'takeover',
  KEEP: 'keepalive',
  PUB: 'publish and subscribe',
  LIMIT: 'limits',
  FAULT: 'faults',
};

function renderChapters(results: readonly RuleResult[], style: Style): string[] {
  const chapterOf = ({ rule }: RuleResult) => rule.id.split('-')[1] ?? '';
  return [...new Set(results.map(chapterOf))].map((chapter) => {
    const rules = results.filter((result) => chapterOf(result) === chapter);
    const count = (verdict: RuleResult['verdict']) => rules.filter((rule) => rule.verdict === verdict).length;
    const exercised = rules.reduce((sum, rule) => sum + rule.exercised, 0);
    const passed = `${count('passed')} of ${rules.length} rules`;
    const notes = (['failed', 'inconclusive', 'not applicable'] as const)
      .filter((verdict) => count(verdict) > 0)
      .map((verdict) => `${count(verdict)} ${verdict}`);
    const mark = markOf(
      rules.map(({ verdict }) => verdict),
      style,
    );
    const name = (chapterNames[chapter] ?? chapter).padEnd(27);
    return `${mark} ${name} ${passed.padEnd(16)} ${`${exercised} checks`.padStart(13)}  ${notes.join(', ')}`.trimEnd();
  });
}

function renderFailure({ rule, failure, transports }: RuleResult, replay: string, style: Style): string[] {
  if (failure === undefined) return [];
  const { transport, seed, path } = failure.replay;
  const kept = listWhere(transports, 'passed');
  return [
    style(['red', 'bold'], `${rule.id} ${rule.level} ${rule.text}`),
    `  source    ${rule.source}`,
    `  on        ${listWhere(transports, 'failed')}${kept === '' ? '' : `; kept on ${kept}`}`,
    `  expected  ${failure.expected}`,
    `  but       ${failure.actual}`,
    `  scenario  ${failure.scenario}, ${failure.steps.length} ${failure.steps.length === 1 ? 'step' : 'steps'}:`,
    ...failure.trace.map((line) => style('dim', `  ${line}`)),
    `  again     ${replay} --transport ${transport} --seed ${seed} --path ${path}`,
  ];
}

function renderVerdict(certification: Certification, style: Style): string {
  const { results, target, transports, scenarioCount, seed, duration } = certification;
  const count = (verdict: RuleResult['verdict'], level?: string) =>
    results.filter(
      ({ verdict: own, rule }) => own === verdict && (level === undefined || rule.level === level),
    ).length;
  const run = `${scenarioCount} scenarios in ${(duration / 1000).toFixed(1)} s, seed ${seed}`;
  const recommended = count('failed', 'SHOULD') === 0 ? '' : ` (${count('failed', 'SHOULD')} SHOULD broken)`;
  switch (certification.verdict) {
    case 'passed':
      return `${style(['green', 'bold'], 'PASSED')}  ${target.name} keeps ${count('passed')} rules on ${transports.join(', ')}${recommended}; ${run}`;
    case 'failed':
      return `${style(['red', 'bold'], 'FAILED')}  ${target.name} breaks ${count('failed', 'MUST')} of ${results.length} rules${recommended}; ${run}`;
    case 'inconclusive':
      return `${style(['yellow', 'bold'], 'INCONCLUSIVE')}  ${target.name}: ${count('inconclusive')} rules were never put to the test; ${run}`;
  }
}
