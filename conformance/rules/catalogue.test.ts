import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue, findRule } from './catalogue.ts';
import { profileOf, profiles } from './profiles.ts';
import { renderRules } from './render-rules.ts';

function page(name: string): string {
  return readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
}

const ids = catalogue.map(({ id }) => id);
const chapterOf = (id: string) => id.split('-')[1] ?? '';
const protocol = page('protocol.md');

/** The sections of docs/protocol.md by their numbers. */
const sections = new Map(
  protocol
    .split(/^## /m)
    .slice(1)
    .map((section) => [Number.parseInt(section, 10), section.toLowerCase()]),
);

describe('the catalogue', () => {
  it.each(ids)('%s is well-formed', (id) => {
    expect(id).toMatch(/^EXP-[A-Z]{3,6}-\d{3}$/);
  });

  it('has each id once, in order within its chapter, and each chapter in one piece', () => {
    const chapters = [...new Set(ids.map(chapterOf))];
    const inOrder = chapters.flatMap((chapter) =>
      [...new Set(ids)].filter((id) => chapterOf(id) === chapter).toSorted(),
    );
    expect(ids).toEqual(inOrder);
  });

  it('has rules for every profile', () => {
    expect(new Set(catalogue.map(profileOf))).toEqual(new Set(profiles));
  });

  it('finds a rule by its id', () => {
    expect(findRule('EXP-CODE-006')?.text).toContain('second Authenticate');
    expect(findRule('EXP-CODE-999')).toBeUndefined();
  });

  it.each(catalogue)('$id is a sentence in one line', ({ text }) => {
    expect(text).toMatch(/^(?:[A-Z]|conninfo\.).*\.$/);
  });

  it.each(catalogue)('$id has a source in docs/protocol.md', ({ source }) => {
    for (const part of source.split('; ')) {
      const { section, words, bug } =
        /^protocol(?: (?<section>[1-6])(?:, (?<words>.+))?|, (?<bug>G\d+))$/.exec(part)?.groups ?? {};
      if (bug === undefined) expect(sections.get(Number(section))).toContain(words?.toLowerCase() ?? '');
      else expect(protocol).toContain(`\n| ${bug} `);
    }
  });
});

describe('docs/rules.md', () => {
  it('is the catalogue', () => {
    expect(page('rules.md'), 'run `exproto rules --markdown > docs/rules.md`').toBe(renderRules(catalogue));
  });
});
