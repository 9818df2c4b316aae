import { describe, expect, it } from 'vitest';
import { niceTicks } from './nice-ticks.ts';

describe('the ticks of an axis', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [7, [0, 2, 4, 6, 8]],
    [0.3, [0, 0.1, 0.2, 0.3]],
    [10_001, [0, 5_000, 10_000, 15_000]],
  ])('reach %d', (largest, ticks) => {
    expect(niceTicks(largest)).toEqual(ticks);
  });
});
