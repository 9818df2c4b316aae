import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { createRandom } from '../load/random.ts';
import { theilSen } from './theil-sen.ts';

describe('the slope of Theil and Sen', () => {
  it('is that of a line, without any doubt', () => {
    const line = Array.from({ length: 20 }, (_, index) => [index * 2, 5 + index * 6] as const);
    expect(theilSen(line)).toEqual({ slope: 3, low: 3, high: 3 });
  });

  it('has the true slope in its interval, but for about one series in a hundred', () => {
    const missed = Array.from({ length: 500 }, (_, seed) => {
      const random = createRandom(seed);
      const values = Array.from({ length: 24 }, (_, index) => [index, index * 2 + 30 * random()] as const);
      const { low, high } = theilSen(values);
      return low > 2 || high < 2;
    });
    expect(missed.filter(Boolean).length).toBeLessThanOrEqual(12);
    expect(missed.filter(Boolean).length).toBeGreaterThanOrEqual(1);
  });

  it('is not moved by a few wild values', () => {
    const values = Array.from(
      { length: 40 },
      (_, index) => [index, index % 10 === 9 ? 1_000 : index] as const,
    );
    expect(theilSen(values).slope).toBeCloseTo(1, 1);
  });

  it.prop([fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 5, maxLength: 60 })])(
    'lies within its interval',
    (values) => {
      const { slope, low, high } = theilSen(values.map((value, index) => [index, value] as const));
      expect(low).toBeLessThanOrEqual(slope);
      expect(high).toBeGreaterThanOrEqual(slope);
    },
  );

  it('wants five points', () => {
    expect(() =>
      theilSen([
        [1, 1],
        [2, 2],
      ]),
    ).toThrow('2 points have no slope');
  });
});
