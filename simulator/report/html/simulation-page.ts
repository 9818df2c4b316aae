import { createHash } from 'node:crypto';
import { escapeHtml } from '../../../conformance/report/html/escape.ts';
import { writtenTrend } from '../../measure/written-trend.ts';
import type { SimulationResult } from '../../run/simulate.ts';
import { summarizeTimings } from '../summary.ts';
import { renderChart } from './chart.ts';
import { chartsOf } from './charts-of.ts';
import { renderHistogram } from './histogram-chart.ts';
import { simulationStyle } from './simulation-style.ts';

/** A run, and what it is called where there are several. */
export interface NamedResult {
  readonly name: string;
  readonly result: SimulationResult;
}

/** One self-contained HTML file about one simulation, or about several one after another. It has no script. */
export function renderSimulationPage(results: readonly NamedResult[]): string {
  const hash = createHash('sha256').update(simulationStyle).digest('base64');
  const names = results.map(({ name }) => name).join(' and ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>ExProto: ${escapeHtml(names)}</title>
<style>${simulationStyle}</style>
</head>
<body>
${results.map(renderRun).join('\n')}
</body>
</html>
`;
}

function renderRun({ name, result }: NamedResult): string {
  const { verdict, reasons, devices, target, duration, seed, shard, stopped, measurements, timeline } =
    result;
  const { counts, errors } = measurements;
  const facts = [
    `${devices} devices on ${target.transport}`,
    `${(duration / 1_000).toFixed(1)} s${stopped ? ', stopped before the end' : ''}`,
    ...(shard.count === 1 ? [] : [`part ${shard.index + 1} of ${shard.count}`]),
    `seed ${seed}`,
  ];
  const counted = (['connected', 'sent', 'received', 'lost', 'disconnected', 'missed', 'late'] as const)
    .map((counter) => `<li><b>${counts[counter]}</b> ${counter}</li>`)
    .join('');
  return [
    `<header><h1>${escapeHtml(name)}<span class="verdict ${verdict}">${verdict}</span></h1>`,
    `<p>${escapeHtml(facts.join(' · '))}</p><ul class="counts">${counted}</ul></header>`,
    ...reasons.map((reason) => `<p class="${verdict}">${escapeHtml(reason)}</p>`),
    renderThresholds(result),
    `<h2>Over time</h2><div class="charts">${chartsOf(timeline).map(renderChart).join('')}</div>`,
    `<h2>In all</h2><div class="charts">${renderHistograms(result)}</div>`,
    renderTimings(result),
    renderTrends(result),
    ...(Object.keys(errors).length === 0 ? [] : [renderErrors(errors)]),
  ].join('\n');
}

function renderThresholds({ thresholds }: SimulationResult): string {
  if (thresholds.length === 0) return '';
  const rows = thresholds.map(({ text, met, actual }) => [
    `<th class="mono">${escapeHtml(text)}</th>`,
    `<td class="${met ? 'passed' : 'failed'}">${met ? 'met' : 'missed'}</td>`,
    `<td class="number">${escapeHtml(actual)}</td>`,
  ]);
  return table(['threshold', '', 'actual'], rows, 'Thresholds');
}

function renderHistograms({ measurements: { timings, counts } }: SimulationResult): string {
  const latency = renderHistogram('Latency of all messages', timings.latency);
  return counts.commands === 0
    ? latency
    : `${latency}${renderHistogram('Latency of all commands', timings.command)}`;
}

function renderTrends({ trends }: SimulationResult): string {
  if (trends.length === 0) return '';
  const rows = trends.map((trend) => [
    `<th>${escapeHtml(writtenTrend(trend))}</th>`,
    `<td class="${trend.grows ? 'failed' : 'passed'}">${trend.grows ? 'grows' : 'does not grow'}</td>`,
  ]);
  return table(['for an hour, with 99 % confidence', ''], rows, 'Trends');
}

function renderTimings({ measurements }: SimulationResult): string {
  const timed = Object.entries(summarizeTimings(measurements)).filter(([, { count }]) => count > 0);
  const parts = ['count', 'min', 'mean', 'p50', 'p90', 'p99', 'p999', 'max'] as const;
  const rows = timed.map(([name, summary]) => [
    `<th>${name}</th>`,
    ...parts.map((part) => `<td class="number">${summary[part]}</td>`),
  ]);
  return table(
    ['', ...parts.map((part) => (part === 'p999' ? 'p99.9' : part))],
    rows,
    'Times, in milliseconds',
  );
}

function renderErrors(errors: Readonly<Record<string, number>>): string {
  const rows = Object.entries(errors).map(([kind, count]) => [
    `<th>${escapeHtml(kind)}</th>`,
    `<td class="number">${count}</td>`,
  ]);
  return table(['kind', 'count'], rows, 'Errors');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[], title: string): string {
  const head = heads.map((text, index) => `<th${index === 0 ? '' : ' class="number"'}>${text}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.join('')}</tr>`).join('');
  return `<h2>${title}</h2><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}
