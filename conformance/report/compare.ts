import { styleText } from 'node:util';
import type { Verdict } from '../judge/verdict.ts';
import type { Report } from './report-schema.ts';

/** Reports side by side, and how the others differ from the first. */
export interface Comparison {
  readonly text: string;
  /** Rules that the first report keeps on an axis, and another one does not. */
  readonly worse: number;
  readonly better: number;
}

/** The worst first. What can't be compared is neither worse nor better. */
const ranks: readonly (readonly Verdict[])[] = [['failed', 'flaky'], ['known failure'], ['passed', 'fixed']];

/** Compares reports rule by rule; rules whose verdicts differ are listed. */
export function compareReports(reports: readonly Report[], color = false): Comparison {
  const [first] = reports;
  let [worse, better] = [0, 0];
  const lines: string[] = [];
  for (const { id, axis, text } of rulesOf(reports)) {
    const verdicts = reports.map((report) => verdictIn(report, id, axis));
    if (new Set(verdicts).size < 2) continue;
    const changes = verdicts.slice(1).map((verdict) => compare(verdicts[0], verdict));
    const isWorse = changes.some((change) => change < 0);
    const isBetter = changes.some((change) => change > 0);
    if (isWorse) worse += 1;
    if (isBetter) better += 1;
    const mark = isWorse ? paint('red', '✗', color) : isBetter ? paint('green', '✓', color) : ' ';
    lines.push(
      `${mark} ${id.padEnd(13)} ${axis.padEnd(5)} ${verdicts.map((verdict) => (verdict ?? '-').padEnd(15)).join('')} ${text}`,
    );
  }
  const heads = reports.map(
    ({ target, verdict, seed }, index) => `${index + 1}: ${target.name}, ${verdict}, seed ${seed}`,
  );
  const columns =
    `${' '.repeat(22)}${reports.map((_, index) => String(index + 1).padEnd(15)).join('')}`.trimEnd();
  const summary = `${worse} worse, ${better} better than in the first${first === undefined ? '' : ` (${first.target.name})`}`;
  const table =
    lines.length === 0 ? ['no rule differs'] : [columns, ...lines.map((line) => line.trimEnd()), '', summary];
  return { text: [...heads, '', ...table, ''].join('\n'), worse, better };
}

function rulesOf(reports: readonly Report[]) {
  const found = reports.flatMap(({ rules }) =>
    rules.flatMap(({ id, text, transports }) => Object.keys(transports).map((axis) => ({ id, text, axis }))),
  );
  return new Map(found.map((each) => [`${each.id} ${each.axis}`, each])).values();
}

function verdictIn({ rules }: Report, id: string, axis: string): Verdict | undefined {
  return rules.find((rule) => rule.id === id)?.transports[axis]?.verdict;
}

/** Less than 0 where the second is worse. */
function compare(first: Verdict | undefined, second: Verdict | undefined): number {
  const [before, after] = [rankOf(first), rankOf(second)];
  return before < 0 || after < 0 ? 0 : after - before;
}

function rankOf(verdict: Verdict | undefined): number {
  return ranks.findIndex((rank) => verdict !== undefined && rank.includes(verdict));
}

function paint(color: 'red' | 'green', text: string, wanted: boolean): string {
  return wanted ? styleText(color, text, { validateStream: false }) : text;
}
