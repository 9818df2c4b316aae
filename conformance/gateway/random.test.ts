import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { deriveSeed, Random } from './random.ts';

const seeds = fc.integer({ min: 0, max: 0x7fffffff });

function numbersOf(seed: number, from: number, to: number, count = 50): readonly number[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.integer(from, to));
}

describe('Random', () => {
  test.prop([seeds])('is the same for the same seed', (seed) => {
    expect(numbersOf(seed, 0, 1_000_000)).toEqual(numbersOf(seed, 0, 1_000_000));
  });

  test.prop([seeds, fc.integer({ min: -100, max: 100 }), fc.nat(4_000_000_000)])(
    'stays within its bounds',
    (seed, from, span) => {
      const isWithin = (value: number) => Number.isInteger(value) && value >= from && value <= from + span;
      expect(numbersOf(seed, from, from + span).every(isWithin)).toBe(true);
    },
  );

  it('reaches both bounds and all between', () => {
    expect(new Set(numbersOf(1, 3, 7, 200))).toEqual(new Set([3, 4, 5, 6, 7]));
  });

  it('gives other numbers for another seed', () => {
    expect(numbersOf(1, 0, 1_000_000)).not.toEqual(numbersOf(2, 0, 1_000_000));
  });

  it('picks each of the choices', () => {
    const random = new Random(1);
    const picked = Array.from({ length: 100 }, () => random.pick(['a', 'b', 'c']));
    expect(new Set(picked)).toEqual(new Set(['a', 'b', 'c']));
  });
});

describe('deriveSeed', () => {
  test.prop([seeds, fc.string()])('is the same for the same part of the same run', (seed, name) => {
    const derived = deriveSeed(seed, name);
    expect(deriveSeed(seed, name)).toBe(derived);
    expect(derived).toBeGreaterThanOrEqual(0);
  });

  it('is another one for another part, and for another run', () => {
    const seed = deriveSeed(1, 'scenario');
    expect(deriveSeed(1, 'another')).not.toBe(seed);
    expect(deriveSeed(2, 'scenario')).not.toBe(seed);
  });
});
