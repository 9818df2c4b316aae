import { verdicts } from '../../judge/verdict.ts';
import type { Report } from '../report-schema.ts';
import { columnsOf } from './column.ts';
import { escapeHtml } from './escape.ts';
import { renderFailure } from './failure-section.ts';
import { renderFilters } from './filters.ts';
import { classOf, renderMatrix } from './matrix.ts';
import { renderPage } from './page.ts';

/** As many failures stand open from the start. */
const mostOpen = 3;

/**
 * One self-contained HTML file about one certification, or about several side by side.
 *
 * @param replay The command that runs a failure again, without transport, seed and path.
 */
export function renderHtml(reports: readonly Report[], replay = 'exproto certify --target FILE'): string {
  const columns = columnsOf(reports);
  const failures = columns.flatMap((column) =>
    column.report.rules
      .filter(({ id }) => column.failureOf(id) !== undefined)
      .map((rule) => ({ column, rule })),
  );
  const open = failures.length <= mostOpen;
  const sections = failures.map(({ column, rule }) => renderFailure(rule, column, replay, open));
  const names = [...new Set(reports.map(({ target }) => target.name))].join(' and ');
  const runs = reports.map((report, index) => renderRun(report, reports.length > 1 ? `${index + 1}: ` : ''));
  const body = [
    `<header class="runs">${runs.join('')}</header>`,
    ...(sections.length === 0 ? [] : ['<main><h2 id="failures">Failures</h2>', ...sections, '</main>']),
    '<h2 id="rules">Rules</h2>',
    renderFilters(reports),
    renderMatrix(columns),
  ];
  return renderPage(`ExProto: ${names}`, body.join('\n'));
}

function renderRun(report: Report, number: string): string {
  const { target, verdict, mode, seed, transports, scenarios, durationMilliseconds, rules } = report;
  const seconds = (durationMilliseconds / 1000).toFixed(1);
  const counts = verdicts.flatMap((each) => {
    const count = rules.filter((rule) => rule.verdict === each).length;
    return count === 0 ? [] : [`<li class="${classOf(each)}"><b>${count}</b> ${each}</li>`];
  });
  const heading = `<h1>${escapeHtml(`${number}${target.name}`)}<span class="verdict ${verdict}">${verdict}</span></h1>`;
  const facts = `${escapeHtml(transports.join(', '))} · ${escapeHtml(target.handler.service)}${target.handler.mode === 'stream' ? ', streams' : ''} · ${target.dialect} · ${scenarios} scenarios in ${seconds} s (${mode}) · seed ${seed}`;
  return `<section>${heading}<p>${facts}</p><ul class="counts">${counts.join('')}</ul></section>`;
}
