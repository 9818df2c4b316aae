import type { Rule } from './rule.ts';

/** The rules as the page docs/rules.md. */
export function renderRules(rules: readonly Rule[]): string {
  const rows = rules.map(({ id, level, text, source, needs }) => [id, level, text, source, needs ?? '']);
  return `# Rules

What a gateway is certified by: see [Certify a gateway](certify.md). \`exproto rules --markdown\` prints this page.

- **level**: a broken MUST fails a certification, a broken SHOULD is reported.
- **source**: a section of [The protocol](protocol.md), or one of its [classes of bugs](protocol.md#classes-of-bugs), G1 to G16.
- **needs**: what a [target file](certify.md#the-target-file) has to declare, so that the rule applies.

${[['id', 'level', 'rule', 'source', 'needs'], ['---', '---', '---', '---', '---'], ...rows].map(toRow).join('\n')}
`;
}

function toRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
