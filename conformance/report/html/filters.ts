import { verdicts } from '../../judge/verdict.ts';
import { chapterName } from '../chapter-names.ts';
import type { JudgedRun } from '../judged-run.ts';
import { escapeHtml } from './escape.ts';
import { chapterOf, classOf } from './matrix.ts';

/** Which rules are shown: by verdict, chapter, level and words. */
export function renderFilters(runs: readonly JudgedRun[]): string {
  const rules = runs.flatMap((run) => run.rules);
  const found = new Set(rules.flatMap((rule) => Object.values(rule.on).map(({ verdict }) => verdict)));
  const boxes = verdicts
    .filter((verdict) => found.has(verdict))
    .map(
      (verdict) =>
        `<label class="${classOf(verdict)}"><input type="checkbox" name="verdict" value="${verdict}" checked> ${verdict}</label>`,
    );
  const chapters = [...new Set(rules.map(({ id }) => chapterOf(id)))].map(
    (chapter) => `<option value="${chapter}">${escapeHtml(chapterName(chapter))}</option>`,
  );
  return `<form class="filters" aria-label="Filter the rules"><fieldset>${boxes.join('')}</fieldset><select name="chapter" aria-label="chapter"><option value="">all chapters</option>${chapters.join('')}</select><select name="level" aria-label="level"><option value="">all levels</option><option>MUST</option><option>SHOULD</option></select><input type="search" name="words" placeholder="words or id" aria-label="words or id"><output></output></form>`;
}
