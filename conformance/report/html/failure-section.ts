import type { JudgedRule } from '../judged-run.ts';
import type { Column } from './column.ts';
import { escapeHtml } from './escape.ts';
import { classOf } from './matrix.ts';
import { renderSequenceDiagram } from './sequence-diagram.ts';
import { withBroker } from './with-broker.ts';

/** How a rule was broken: its words, what was expected, and the scenario as a diagram. */
export function renderFailure(rule: JudgedRule, column: Column, open: boolean): string {
  const failure = column.failureOf(rule.id);
  const verdict = column.verdictOf(rule.id) ?? 'failed';
  if (failure === undefined) return '';
  const { held, output = '' } = failure;
  const facts: readonly (readonly [string, string])[] = [
    ['source', escapeHtml(rule.source)],
    ['expected', escapeHtml(failure.expected)],
    ['but', `<strong>${escapeHtml(failure.actual)}</strong>`],
    [
      'scenario',
      `${escapeHtml(failure.scenario)}, ${failure.steps.length} ${failure.steps.length === 1 ? 'step' : 'steps'}`,
    ],
    ['again', `<code class="replay">${escapeHtml(failure.again)}</code>`],
    ...(output === '' ? [] : [['printed', `<pre>${escapeHtml(output)}</pre>`] as const]),
    ...(rule.known === undefined ? [] : [['known', escapeHtml(rule.known)] as const]),
  ];
  const list = facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('');
  const diagram = renderSequenceDiagram(
    withBroker(failure.trace),
    `How ${rule.id} was broken${column.where}`,
  );
  const other =
    held === undefined
      ? ''
      : `<h3>The same scenario held at replay ${held.run}</h3>${renderSequenceDiagram(withBroker(held.trace), `How ${rule.id} held${column.where}`)}`;
  return `<details id="${column.anchorOf(rule.id)}"${open ? ' open' : ''}><summary><code>${rule.id}</code> <span class="level">${rule.level}</span> <b class="${classOf(verdict)}">${verdict}</b>${escapeHtml(column.where)}<span class="words">${escapeHtml(rule.text)}</span></summary><div class="body"><dl>${list}</dl>${diagram}${other}</div></details>`;
}
