import { profileOf } from './profiles.ts';
import type { Rule } from './rule.ts';

const header = ['id', 'level', 'profile', 'rule', 'source', 'transports', 'about', 'needs'];

/** The rules as the page docs/rules.md. */
export function renderRules(rules: readonly Rule[]): string {
  const rows = rules.map(({ id, level, text, source, transports, mode, dialects, needs }) => [
    id,
    level,
    profileOf({ id }),
    text,
    source,
    transports?.join(', ') ?? 'all',
    [...(mode === undefined ? [] : [`mode ${mode}`]), ...(dialects ?? [])].join(', '),
    needs ?? '',
  ]);
  return `# Rules

What a gateway is certified by: see [Certify a gateway](certify.md). \`exproto rules --markdown\` prints this page.

- **level**: a broken MUST fails a certification, a broken SHOULD is reported.
- **profile**: what it is needed for. \`exproto certify --profile core,limits\` judges only the rules of these.
- **source**: a section of [The protocol](protocol.md), or one of its [classes of bugs](protocol.md#classes-of-bugs), G1 to G16.
- **transports**: those of \`listeners\` in a [target file](certify.md#the-target-file) that the rule is about.
- **about**: the \`handler.mode\` and the dialects that the rule is about, where it isn't about all.
- **needs**: what a target file has to declare, so that the rule applies.

${[header, header.map(() => '---'), ...rows].map(toRow).join('\n')}
`;
}

function toRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
