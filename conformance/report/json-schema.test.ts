import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderJsonSchema } from './json-schema.ts';

const page = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

it('is the one that is published: `exproto report --schema > docs/report.schema.json` writes it', () => {
  expect(JSON.parse(page('report.schema.json'))).toEqual(JSON.parse(renderJsonSchema()));
});

it('is published for handlers: `exproto report --schema handler > docs/handler-report.schema.json` writes it', () => {
  expect(JSON.parse(page('handler-report.schema.json'))).toEqual(JSON.parse(renderJsonSchema('handler')));
});

it('has the words of what is not plain', () => {
  expect(renderJsonSchema()).toContain('How often the rule was put to the test.');
});
