import { describe, expect, it } from 'vitest';
import { firstArrival, nextArrival } from './arrivals.ts';
import { backOffAfter } from './back-off.ts';
import { type Phase, parseFrequency, parsePhases } from './phases.ts';
import { createRandom } from './random.ts';

function arrivals(phases: readonly Phase[], distribution: 'constant' | 'poisson', seed = 1): number[] {
  const random = createRandom(seed);
  const times: number[] = [];
  for (
    let time = firstArrival(phases, distribution, 0, random);
    time < Number.POSITIVE_INFINITY;
    time = nextArrival(phases, distribution, time, random)
  ) {
    times.push(time);
  }
  return times;
}

describe('arrivals', () => {
  it('lie evenly where they are constant', () => {
    const times = arrivals(parsePhases('10s@2/s'), 'constant');
    expect(times).toHaveLength(20);
    expect(times[0]).toBeLessThan(500);
    for (const [index, time] of times.slice(1).entries()) expect(time - (times[index] ?? 0)).toBeCloseTo(500);
  });

  it('follow the rates of the phases', () => {
    const times = arrivals(parsePhases('10s@1/s,2s@50/s,10s@1/s,10s@0/s,10s@0/s..20/s'), 'constant');
    const between = (from: number, to: number) => times.filter((time) => time >= from && time < to).length;
    for (const [from, to, wanted] of [
      [0, 10_000, 10],
      [10_000, 12_000, 100],
      [12_000, 22_000, 10],
      [22_000, 32_000, 0],
      [32_000, 37_000, 25],
      [37_000, 42_000, 75],
    ] as const) {
      expect(Math.abs(between(from, to) - wanted)).toBeLessThanOrEqual(1);
    }
  });

  it('are as many with a Poisson distribution, with gaps that vary as their mean does', () => {
    const times = arrivals(parsePhases('1000s@10/s'), 'poisson');
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
    expect(mean / 100).toBeCloseTo(1, 1);
    expect(deviation / mean).toBeCloseTo(1, 1);
  });

  it('are the same for the same seed, and others for another', () => {
    const phases = parsePhases('10s@5/s');
    expect(arrivals(phases, 'poisson', 3)).toEqual(arrivals(phases, 'poisson', 3));
    expect(arrivals(phases, 'poisson', 3)).not.toEqual(arrivals(phases, 'poisson', 4));
  });
});

describe('a list of phases', () => {
  it.each(['', '30s', '30s@', '30@1/s', '30s@1', '30s@1/s..2/s..3/s', '30s@x/s'])('is not %j', (text) => {
    expect(() => parsePhases(text)).toThrow(/write DURATION@RATE such as 30s@1\/s/);
  });

  it('has rates by second, minute and hour', () => {
    expect(['1.5/s', '6/m', '36/h', '6'].map(parseFrequency)).toEqual([1.5, 0.1, 0.01, undefined]);
  });
});

describe('back-off', () => {
  it('doubles up to its limit, half of it by chance', () => {
    const random = createRandom(1);
    const backOff = { first: 100, longest: 1_000 };
    for (const [failures, most] of [
      [1, 100],
      [2, 200],
      [4, 800],
      [5, 1_000],
      [5_000, 1_000],
    ] as const) {
      for (let draw = 0; draw < 50; draw++) {
        const wait = backOffAfter(failures, backOff, random);
        expect(wait).toBeGreaterThanOrEqual(most / 2);
        expect(wait).toBeLessThanOrEqual(most);
      }
    }
  });

  it('differs between devices that were thrown out together', () => {
    const waits = Array.from({ length: 50 }, (_, index) =>
      backOffAfter(1, { first: 1_000, longest: 1_000 }, createRandom(1, index)),
    );
    expect(new Set(waits.map(Math.floor)).size).toBeGreaterThan(40);
  });
});
