import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { parseDuration } from './parse-duration.ts';
import { parseSize } from './parse-size.ts';
import { durationText, sizeText } from './unit-text.ts';

it.each([
  [0, '0'],
  [1_500, '1500ms'],
  [30_000, '30s'],
  [120_000, '2m'],
  [86_400_000, '1d'],
])('writes %d ms as %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});

it.each([
  [1000, '1000B'],
  [65_536, '64KB'],
  [33_554_432, '32MB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

test.prop([fc.integer({ min: 1, max: 2 ** 31 - 1 })])('writes what the parsers read', (value) => {
  expect(parseDuration(durationText(value))).toEqual({ value });
  expect(parseSize(sizeText(value))).toEqual({ value });
});
