import { attribute } from '../../conformance/report/xml.ts';
import { grew } from '../run/judge-soak.ts';
import type { SimulationResult } from '../run/simulate.ts';
import { missed } from '../run/verdict.ts';

/** The report for build servers: a test for each threshold, and one for the run itself. */
export function renderJunit(result: SimulationResult): string {
  const { target, devices, seed, duration, thresholds, verdict, reasons } = result;
  const name = `${devices} devices on ${target.transport}`;
  // Of a run that shows nothing no threshold counts.
  const isShown = verdict !== 'inconclusive';
  const skipped = `<skipped message=${attribute(`inconclusive: ${reasons.join('; ')}`)}/>`;
  const failure = (words: string) => `<failure message=${attribute(words)}/>`;
  const cases = thresholds.map((outcome) =>
    renderCase(outcome.text, isShown ? (outcome.met ? undefined : failure(missed(outcome))) : skipped),
  );
  const soaked = result.soak
    ? result.trends.map((trend) =>
        renderCase(
          `${trend.name} does not grow`,
          isShown ? (trend.grows ? failure(grew(trend)) : undefined) : skipped,
        ),
      )
    : [];
  const told = [...thresholds.map(missed), ...result.trends.map(grew)];
  const other = reasons.filter((reason) => !told.includes(reason));
  const ran = isShown ? (other.length === 0 ? undefined : failure(other.join('; '))) : skipped;
  const all = [renderCase('the devices ran', ran), ...cases, ...soaked];
  const count = (element: string) => all.filter((each) => each.includes(`<${element} `)).length;
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="exproto simulate">',
    `  <testsuite name=${attribute(name)} tests="${all.length}" failures="${count('failure')}" errors="0" skipped="${count('skipped')}" time="${(duration / 1_000).toFixed(3)}">`,
    `    <properties><property name="seed" value="${seed}"/></properties>`,
    ...all,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')}\n`;
}

function renderCase(name: string, inner: string | undefined): string {
  const head = `    <testcase classname="exproto.simulate" name=${attribute(name)}`;
  return inner === undefined ? `${head}/>` : `${head}>${inner}</testcase>`;
}
