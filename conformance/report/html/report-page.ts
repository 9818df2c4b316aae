import { verdicts } from '../../judge/verdict.ts';
import type { JudgedRun } from '../judged-run.ts';
import { type AnyReport, toJudgedRun } from '../to-judged-run.ts';
import { columnsOf } from './column.ts';
import { escapeHtml } from './escape.ts';
import { renderFailure } from './failure-section.ts';
import { renderFilters } from './filters.ts';
import { classOf, renderMatrix } from './matrix.ts';
import { renderPage } from './page.ts';

/** As many failures stand open from the start. */
const mostOpen = 3;

/** One self-contained HTML file about one certification or verification, or about several side by side. */
export function renderHtml(reports: readonly AnyReport[]): string {
  const runs = reports.map(toJudgedRun);
  const columns = columnsOf(runs);
  const failures = columns.flatMap((column) =>
    column.run.rules.filter(({ id }) => column.failureOf(id) !== undefined).map((rule) => ({ column, rule })),
  );
  const open = failures.length <= mostOpen;
  const sections = failures.map(({ column, rule }) => renderFailure(rule, column, open));
  const names = [...new Set(runs.map(({ name }) => name))].join(' and ');
  const heads = runs.map((run, index) => renderRun(run, runs.length > 1 ? `${index + 1}: ` : ''));
  const body = [
    `<header class="runs">${heads.join('')}</header>`,
    ...(sections.length === 0 ? [] : ['<main><h2 id="failures">Failures</h2>', ...sections, '</main>']),
    '<h2 id="rules">Rules</h2>',
    renderFilters(runs),
    renderMatrix(columns),
  ];
  return renderPage(`ExProto: ${names}`, body.join('\n'));
}

function renderRun(run: JudgedRun, number: string): string {
  const { kind, name, verdict, mode, seed, scenarios, durationMilliseconds, rules, facts } = run;
  const seconds = (durationMilliseconds / 1000).toFixed(1);
  const counts = verdicts.flatMap((each) => {
    const count = rules.filter((rule) => rule.verdict === each).length;
    return count === 0 ? [] : [`<li class="${classOf(each)}"><b>${count}</b> ${each}</li>`];
  });
  const heading = `<h1>${escapeHtml(`${number}${name}`)}<span class="verdict ${verdict}">${verdict}</span></h1>`;
  const played = kind === 'gateway' ? 'scenarios' : 'conversations';
  const words = [...Object.values(facts), `${scenarios} ${played} in ${seconds} s (${mode})`, `seed ${seed}`];
  return `<section>${heading}<p>${escapeHtml(words.join(' · '))}</p><ul class="counts">${counts.join('')}</ul></section>`;
}
