import { type JudgedFailure, type JudgedRule, type JudgedRun, whereOf } from './judged-run.ts';
import { renderTrace } from './render-trace.ts';
import { type AnyReport, toJudgedRun } from './to-judged-run.ts';
import { attribute, escapeXml } from './xml.ts';

/** The report for build servers: a suite of tests for each axis, a test for each rule. */
export function renderJunit(report: AnyReport): string {
  const run = toJudgedRun(report);
  const suites = run.axes.map((axis) => renderSuite(run, axis));
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name=${attribute(run.name)}>`];
  return [...lines, ...suites.flat(), '</testsuites>', ''].join('\n');
}

function renderSuite(run: JudgedRun, axis: string): readonly string[] {
  const { rules, name, durationMilliseconds, seed, facts } = run;
  const cases = rules.flatMap((rule) => {
    const result = rule.on[axis];
    return result === undefined ? [] : [{ rule, ...result }];
  });
  const count = (...verdicts: readonly string[]) =>
    cases.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const counts = `tests="${cases.length}" failures="${count('failed', 'flaky')}" errors="0" skipped="${count('inconclusive', 'not applicable', 'known failure')}"`;
  const properties = Object.entries({ seed: String(seed), ...facts })
    .map(([key, value]) => `<property name=${attribute(key)} value=${attribute(value)}/>`)
    .join('');
  return [
    `  <testsuite name=${attribute(`${name}${whereOf(run, axis)}`)} ${counts} time="${(durationMilliseconds / 1000).toFixed(3)}">`,
    `    <properties>${properties}</properties>`,
    ...cases.map((each) => renderCase(each, axis)),
    '  </testsuite>',
  ];
}

interface Case {
  readonly rule: JudgedRule;
  readonly verdict: JudgedRule['verdict'];
  readonly failure?: JudgedFailure;
}

function renderCase({ rule, verdict, failure }: Case, axis: string): string {
  const head = `    <testcase classname=${attribute(`exproto.${axis}`)} name=${attribute(`${rule.id} ${rule.level} ${rule.text}`)}`;
  const inner = renderOutcome(rule, verdict, failure);
  return inner === undefined ? `${head}/>` : `${head}>${inner}</testcase>`;
}

function renderOutcome(
  rule: JudgedRule,
  verdict: Case['verdict'],
  failure: Case['failure'],
): string | undefined {
  switch (verdict) {
    case 'failed':
    case 'flaky': {
      if (failure === undefined) return undefined;
      const message = `expected ${failure.expected}, but ${failure.actual}`;
      return `<failure type="${verdict}" message=${attribute(message)}>${escapeXml(describe(rule, failure))}</failure>`;
    }
    case 'known failure':
      return `<skipped message=${attribute(`known failure: ${rule.known ?? ''}`)}/>`;
    case 'inconclusive':
      return '<skipped message="inconclusive: it was never put to the test"/>';
    case 'not applicable':
      return '<skipped message="not applicable"/>';
    default:
      return undefined;
  }
}

function describe(
  { source }: JudgedRule,
  { again, scenario, trace, held, output = '' }: JudgedFailure,
): string {
  return [
    `source    ${source}`,
    `scenario  ${scenario}`,
    ...renderTrace(trace),
    ...(held === undefined
      ? []
      : [`the same scenario held at replay ${held.run}:`, ...renderTrace(held.trace)]),
    ...(output === '' ? [] : ['the handler printed last:', output]),
    `again     ${again}`,
  ].join('\n');
}
