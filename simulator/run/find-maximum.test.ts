import { describe, expect, it } from 'vitest';
import { search, type TryRate } from './find-maximum.ts';

/** A target that bears so many messages a second, and a generator that makes so many. */
function bearing(most: number, made = Number.POSITIVE_INFINITY): TryRate {
  return async (rate) => ({
    verdict: rate > made ? 'inconclusive' : rate > most ? 'failed' : 'passed',
    thresholds: [],
    reasons: [],
    stopped: false,
    sent: rate,
  });
}

const run = (first: number, attempt: TryRate, signal?: AbortSignal) =>
  search(first, attempt, () => undefined, signal);

describe('the search for the highest rate', () => {
  it.each([
    [1, 37],
    [1, 1],
    [100, 37],
    [37, 37],
    [0.1, 5_000],
  ])('that begins at %d finds %d to a tenth', async (first, most) => {
    const { rate = 0, verdict } = await run(first, bearing(most));
    expect(rate).toBeLessThanOrEqual(most);
    expect(rate).toBeGreaterThan(most / 1.11);
    expect(verdict).toBe('passed');
  });

  it('does not take the limit of the generator for one of the target', async () => {
    const { rate, verdict, reason } = await run(1, bearing(1_000, 50));
    expect(rate).toBeLessThanOrEqual(50);
    expect(verdict).toBe('inconclusive');
    expect(reason).toContain('the generator was the bottleneck');
  });

  it('fails where nothing holds, and ends where everything does', async () => {
    expect(await run(1, bearing(0))).toMatchObject({ verdict: 'failed', rate: undefined });
    const endless = await run(1, bearing(Number.POSITIVE_INFINITY));
    expect(endless).toMatchObject({ verdict: 'inconclusive' });
    expect(endless.steps).toHaveLength(24);
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const attempt: TryRate = async (rate) => {
      if (rate > 4) stop.abort();
      return bearing(1_000)(rate);
    };
    expect(await run(1, attempt, stop.signal)).toMatchObject({ verdict: 'inconclusive', rate: 4 });
  });
});
