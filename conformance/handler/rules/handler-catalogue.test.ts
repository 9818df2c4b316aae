import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findHandlerRule, handlerCatalogue } from './handler-catalogue.ts';

const page = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
const protocol = page('protocol.md');
const verify = page('verify.md');
const ids = handlerCatalogue.map(({ id }) => id);

describe('the rules for handlers', () => {
  it.each(handlerCatalogue)('$id is well-formed', ({ id, text }) => {
    expect(id).toMatch(/^EXH-[A-Z]+-\d{3}$/);
    expect(text).toMatch(/^[A-Z].*\.$/);
  });

  it('has each id once', () => {
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(handlerCatalogue)('$id has a source in the documentation', ({ source }) => {
    for (const part of source.split('; ')) {
      const { section, bug } =
        /^(?:protocol (?<section>[1-6]), .+|handlers, (?<bug>H\d+))$/.exec(part)?.groups ?? {};
      if (bug === undefined) expect(protocol).toContain(`\n## ${section}. `);
      else expect(verify).toContain(`\n| ${bug} `);
    }
  });

  it('finds a rule by its id', () => {
    expect(findHandlerRule('EXH-CALL-003')?.text).toContain('authenticated again');
    expect(findHandlerRule('EXH-CALL-999')).toBeUndefined();
  });
});
