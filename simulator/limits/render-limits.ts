import type { Finding } from './compare.ts';
import { formatLimit } from './limit-names.ts';
import type { LimitsResult } from './measure-limits.ts';

const widths = [28, 12, 14, 13] as const;

/** The head of the table of findings. */
export function renderLimitsHead(): string {
  return row(['limit', 'declared', 'measured', 'verdict']);
}

/** One line of the table. */
export function renderFinding({
  limit,
  source,
  declared,
  measured,
  atLeast,
  verdict,
  reason,
}: Finding): string {
  const text = (value: Finding['declared']) =>
    typeof value === 'number' && limit !== 'access_rules' ? formatLimit(limit, value) : String(value ?? '-');
  const name = source === undefined ? limit : `${limit} ${source}`;
  const seen = `${atLeast === true && measured !== undefined ? 'at least ' : ''}${text(measured)}`;
  return row([
    name,
    text(declared),
    seen,
    verdict.padEnd(reason === undefined ? 0 : widths[3]),
    reason ?? '',
  ]);
}

/** The last line. */
export function renderLimitsVerdict({ verdict, findings }: LimitsResult): string {
  const count = (...verdicts: readonly string[]) =>
    findings.filter((finding) => verdicts.includes(finding.verdict)).length;
  const counts = [
    `${count('matches')} as declared`,
    `${count('too lax', 'too strict')} different`,
    `${count('inconclusive')} unclear`,
    `${count('undeclared')} not declared`,
  ];
  return `${verdict.toUpperCase()}: ${counts.join(', ')}\n`;
}

function row(cells: readonly string[]): string {
  return `${cells
    .map((cell, index) => (index < 3 ? cell.padEnd(widths[index] ?? 0) : cell))
    .join(' ')
    .trimEnd()}\n`;
}
