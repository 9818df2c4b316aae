import { createHistogram } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../load/random.ts';
import { Histogram } from './histogram.ts';

/** Microseconds to hours. */
function values(seed: number, number = 5_000): number[] {
  const random = createRandom(seed);
  return Array.from({ length: number }, () => Math.floor(Math.exp(random() * 22)));
}

describe('a histogram', () => {
  it('agrees with the one of Node.js to three digits', () => {
    const [ours, peer] = [new Histogram(), createHistogram({ lowest: 1, highest: 2 ** 37, figures: 3 })];
    for (const value of values(1)) {
      ours.record(value);
      peer.record(Math.max(1, value));
    }
    expect(ours.count).toBe(peer.count);
    for (const percent of [1, 10, 50, 90, 99, 99.9, 100])
      expect(Math.abs(ours.percentile(percent) / peer.percentile(percent) - 1)).toBeLessThan(0.001);
    expect(ours.max).toBe(Math.max(...values(1)));
  });

  it('is exact where values are small', () => {
    const histogram = new Histogram();
    for (let value = 1; value <= 1_000; value++) histogram.record(value);
    expect([1, 50, 99, 99.9, 100].map((percent) => histogram.percentile(percent))).toEqual([
      10, 500, 990, 999, 1_000,
    ]);
    expect(histogram.mean).toBe(500.5);
  });

  it('adds up to exactly what one would have counted', () => {
    const [whole, sum] = [new Histogram(), new Histogram()];
    for (const seed of [1, 2, 3]) {
      const part = new Histogram();
      for (const value of values(seed)) {
        part.record(value);
        whole.record(value);
      }
      sum.merge(JSON.parse(JSON.stringify(part.toData())));
    }
    sum.merge(new Histogram().toData());
    expect(sum.toData()).toEqual(whole.toData());
  });

  it('has bounded memory, and zeroes where there is nothing', () => {
    const histogram = new Histogram();
    expect([histogram.min, histogram.mean, histogram.percentile(99)]).toEqual([0, 0, 0]);
    for (const value of [-5, 1e15]) histogram.record(value);
    expect([histogram.min, histogram.max]).toEqual([0, 2 ** 37 - 1]);
  });
});
