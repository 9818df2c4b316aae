import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { bytesOf, preview } from './payload.ts';

const salts = fc.nat(2_000_000);

describe('bytesOf', () => {
  test.prop([fc.nat(300), salts])('are as many as told, and the same for the same salt', (size, salt) => {
    expect(bytesOf({ size, salt })).toHaveLength(size);
    expect(bytesOf({ size, salt })).toEqual(bytesOf({ size, salt }));
  });

  test.prop([salts, salts])('differ for other salts', (left, right) => {
    fc.pre(left !== right);
    expect(bytesOf({ size: 12, salt: left })).not.toEqual(bytesOf({ size: 12, salt: right }));
  });

  test.prop([salts, fc.integer({ min: 1, max: 100 })])('begin alike, however many they are', (salt, size) => {
    expect(bytesOf({ size: 100, salt }).subarray(0, size)).toEqual(bytesOf({ size, salt }));
  });

  it('have every value', () => {
    expect(new Set(bytesOf({ size: 10_000, salt: 1 })).size).toBe(256);
  });
});

describe('preview', () => {
  it.each([
    ['', '0 B '],
    ['ab', '2 B 6162'],
    ['abcdefgh', '8 B 6162636465666768'],
    ['abcdefghi', '9 B 6162636465666768…'],
  ])('of "%s" is %s', (text, shown) => {
    expect(preview(Buffer.from(text))).toBe(shown);
  });

  it('is of the part of a buffer that it is given', () => {
    expect(preview(Buffer.from('abcdef').subarray(2, 4))).toBe('2 B 6364');
  });
});
