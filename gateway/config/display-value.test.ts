import { describe, expect, it } from 'vitest';
import { displayKey, displayValue } from './display-value.ts';

describe('displayValue', () => {
  it.each([
    ['text', '"text"'],
    [5, '5'],
    [true, 'true'],
    [[], 'a list'],
    [{}, 'an empty section'],
    [{ a: 1 }, 'a section'],
    ['two\nlines', '"two\\nlines"'],
    ['\u009b31m\u2028', '"\\u{9b}31m\\u{2028}"'],
    ['http://user:secret@host:1', '"http://***@host:1"'],
    ['http://user:se//c@ret@host:1', '"http://***@host:1"'],
  ])('shows %j', (value, shown) => {
    expect(displayValue(value)).toBe(shown);
  });

  it('shortens what is long', () => {
    expect(displayValue('x'.repeat(81))).toBe(`"${'x'.repeat(80)}..."`);
  });
});

describe('displayKey', () => {
  it('quotes what is no plain word', () => {
    expect(displayKey('send_timeout')).toBe('send_timeout');
    expect(displayKey('two words')).toBe('"two words"');
    expect(displayKey('')).toBe('""');
  });
});
