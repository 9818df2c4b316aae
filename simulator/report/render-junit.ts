import { attribute } from '../../conformance/report/xml.ts';
import { writtenTrend } from '../measure/written-trend.ts';
import type { SimulationResult } from '../run/simulate.ts';

/** The report for build servers: a test for each threshold, and one for the run itself. */
export function renderJunit(result: SimulationResult): string {
  const { target, devices, seed, duration, thresholds, verdict, reasons } = result;
  const name = `${devices} devices on ${target.transport}`;
  // Of a run that shows nothing no threshold counts.
  const isShown = verdict !== 'inconclusive';
  const skipped = `<skipped message=${attribute(`inconclusive: ${reasons.join('; ')}`)}/>`;
  const cases = thresholds.map(({ text, met, actual }) => {
    const failure = met ? undefined : `<failure message=${attribute(`${text} was missed: ${actual}`)}/>`;
    return renderCase(text, isShown ? failure : skipped);
  });
  const soaked = result.soak
    ? result.trends.map((trend) => {
        const failure = trend.grows
          ? `<failure message=${attribute(`${writtenTrend(trend)} grew`)}/>`
          : undefined;
        return renderCase(`${trend.name} does not grow`, isShown ? failure : skipped);
      })
    : [];
  const other = reasons.filter(
    (reason) =>
      !thresholds.some(({ text }) => reason.startsWith(`${text} was missed`)) && !reason.endsWith(' grew'),
  );
  const ran = !isShown
    ? skipped
    : other.length === 0
      ? undefined
      : `<failure message=${attribute(other.join('; '))}/>`;
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
