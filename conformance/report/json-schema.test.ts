import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderJsonSchema } from './json-schema.ts';

it('is the one that is published: `exproto report --schema > docs/report.schema.json` writes it', () => {
  const published = readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(renderJsonSchema()));
});

it('has the words of what is not plain', () => {
  expect(renderJsonSchema()).toContain('How often the rule was put to the test.');
});
