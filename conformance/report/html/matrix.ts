import type { Verdict } from '../../judge/verdict.ts';
import { chapterName } from '../chapter-names.ts';
import type { JudgedRule } from '../judged-run.ts';
import type { Column } from './column.ts';
import { escapeHtml } from './escape.ts';

const marks: Readonly<Record<Verdict, string>> = {
  failed: '✗',
  flaky: '~',
  inconclusive: '?',
  'known failure': '!',
  fixed: '+',
  passed: '✓',
  'not applicable': '·',
};

/** Rule by rule, what came of it in each column; what failed leads to how. */
export function renderMatrix(columns: readonly Column[]): string {
  const rules = columns.flatMap((column) => column.run.rules);
  const unique = [...new Map(rules.map((rule) => [rule.id, rule])).values()];
  const chapters = [...new Set(unique.map(({ id }) => chapterOf(id)))];
  const heads = columns.map(({ title }) => `<th scope="col" class="axis">${escapeHtml(title)}</th>`).join('');
  const bodies = chapters.map((chapter) => {
    const rows = unique.filter(({ id }) => chapterOf(id) === chapter).map((rule) => renderRow(rule, columns));
    const name = `<tr class="chapter"><th scope="colgroup" colspan="${columns.length + 2}">${escapeHtml(chapterName(chapter))}</th></tr>`;
    return `<tbody data-chapter="${chapter}">${name}${rows.join('')}</tbody>`;
  });
  return `<table><thead><tr><th scope="col">rule</th><th scope="col">words</th>${heads}</tr></thead>${bodies.join('')}</table>`;
}

function renderRow({ id, level, text }: JudgedRule, columns: readonly Column[]): string {
  const cells = columns.map((column) => ({ column, verdict: column.verdictOf(id) }));
  const verdicts = [...new Set(cells.map(({ verdict }) => verdict ?? 'not applicable'))].join(',');
  const rendered = cells.map(({ column, verdict }) => renderCell(column, id, verdict)).join('');
  return `<tr data-rule="${id}" data-level="${level}" data-chapter="${chapterOf(id)}" data-verdicts="${verdicts}"><th scope="row"><code>${id}</code> <span class="level">${level}</span></th><td>${escapeHtml(text)}</td>${rendered}</tr>`;
}

function renderCell(column: Column, id: string, verdict: Verdict | undefined): string {
  if (verdict === undefined) return '<td class="axis"></td>';
  const anchor = column.anchorOf(id);
  const what = `class="${classOf(verdict)}" title="${verdict}"`;
  const mark = `<span aria-hidden="true">${marks[verdict]}</span>`;
  const name = `aria-label="${verdict}: ${id}, ${escapeHtml(column.title)}"`;
  const content =
    anchor === undefined
      ? `<span role="img" ${name} ${what}>${marks[verdict]}</span>`
      : `<a href="#${anchor}" ${name} ${what}>${mark}</a>`;
  return `<td class="axis">${content}</td>`;
}

export function classOf(verdict: string): string {
  return verdict.replace(' ', '-');
}

export function chapterOf(id: string): string {
  return id.split('-')[1] ?? '';
}
