import { styleText } from 'node:util';
import type { Verdict } from '../judge/verdict.ts';
import type { JudgedRun } from './judged-run.ts';
import { type AnyReport, toJudgedRun } from './to-judged-run.ts';

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
export function compareReports(reports: readonly AnyReport[], color = false): Comparison {
  const runs = reports.map(toJudgedRun);
  const [first] = runs;
  let [worse, better] = [0, 0];
  const rules = [...rulesOf(runs)];
  const idWidth = Math.max(13, ...rules.map(({ id }) => id.length));
  const axisWidth = Math.max(5, ...rules.map(({ axis }) => axis.length));
  const lines: string[] = [];
  for (const { id, axis, text } of rules) {
    const verdicts = runs.map((run) => verdictIn(run, id, axis));
    if (new Set(verdicts).size < 2) continue;
    const changes = verdicts.slice(1).map((verdict) => compare(verdicts[0], verdict));
    const isWorse = changes.some((change) => change < 0);
    const isBetter = changes.some((change) => change > 0);
    if (isWorse) worse += 1;
    if (isBetter) better += 1;
    const mark = isWorse ? paint('red', '✗', color) : isBetter ? paint('green', '✓', color) : ' ';
    lines.push(
      `${mark} ${id.padEnd(idWidth)} ${axis.padEnd(axisWidth)} ${verdicts.map((verdict) => (verdict ?? '-').padEnd(15)).join('')} ${text}`,
    );
  }
  const heads = runs.map(
    ({ name, verdict, seed }, index) => `${index + 1}: ${name}, ${verdict}, seed ${seed}`,
  );
  const columns =
    `${' '.repeat(idWidth + axisWidth + 4)}${runs.map((_, index) => String(index + 1).padEnd(15)).join('')}`.trimEnd();
  const summary = `${worse} worse, ${better} better than in the first${first === undefined ? '' : ` (${first.name})`}`;
  const table =
    lines.length === 0 ? ['no rule differs'] : [columns, ...lines.map((line) => line.trimEnd()), '', summary];
  return { text: [...heads, '', ...table, ''].join('\n'), worse, better };
}

function rulesOf(runs: readonly JudgedRun[]) {
  const found = runs.flatMap(({ rules }) =>
    rules.flatMap(({ id, text, on }) => Object.keys(on).map((axis) => ({ id, text, axis }))),
  );
  return new Map(found.map((each) => [`${each.id} ${each.axis}`, each])).values();
}

function verdictIn({ rules }: JudgedRun, id: string, axis: string): Verdict | undefined {
  return rules.find((rule) => rule.id === id)?.on[axis]?.verdict;
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
