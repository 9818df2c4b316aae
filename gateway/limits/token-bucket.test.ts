import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

describe('a token bucket', () => {
  it('is full at first, and holds no more than its burst', () => {
    const bucket = new TokenBucket(10, 5, 1_000);
    expect(bucket.tokens(1_000)).toBe(5);
    expect(bucket.tokens(1_000_000)).toBe(5);
  });

  it('fills at its rate, in fractions too', () => {
    const bucket = new TokenBucket(10, 5, 0);
    bucket.take(5, 0);
    expect(bucket.tokens(50)).toBe(0.5);
    expect(bucket.tryTake(1, 99)).toBe(false);
    expect(bucket.tryTake(1, 100)).toBe(true);
    expect(bucket.tryTake(1, 100)).toBe(false);
  });

  it('takes nothing where not all is there', () => {
    const bucket = new TokenBucket(1, 5, 0);
    expect(bucket.tryTake(6, 0)).toBe(false);
    expect(bucket.tokens(0)).toBe(5);
  });

  it('pays its debt before anything is there again', () => {
    const bucket = new TokenBucket(10, 5, 0);
    bucket.take(25, 0);
    expect(bucket.tokens(0)).toBe(-20);
    expect(bucket.readyAt(1, 0)).toBe(2_100);
    expect(bucket.tokens(2_000)).toBe(0);
  });

  it('is ready at once where the tokens are there', () => {
    expect(new TokenBucket(10, 5, 0).readyAt(5, 7)).toBeLessThanOrEqual(7);
  });

  it('gives nothing for a time that goes back', () => {
    const bucket = new TokenBucket(1_000, 5, 1_000);
    bucket.take(5, 1_000);
    expect(bucket.tryTake(1, 500)).toBe(false);
    expect(bucket.tokens(1_000)).toBe(0);
  });
});

const takes = fc.array(fc.record({ wait: fc.nat(2_000), count: fc.integer({ min: 1, max: 40 }) }));
const rates = fc.integer({ min: 1, max: 1_000 });
const bursts = fc.integer({ min: 1, max: 100 });

/** The arithmetic is that of floating point. */
const rounding = 1e-6;

describe('over any time', () => {
  test.prop([rates, bursts, takes])('it gives at most rate x time + burst', (rate, burst, steps) => {
    const bucket = new TokenBucket(rate, burst, 0);
    const given: { at: number; count: number }[] = [];
    let now = 0;
    for (const { wait, count } of steps) {
      now += wait;
      if (bucket.tryTake(count, now)) given.push({ at: now, count });
      expect(bucket.tokens(now)).toBeGreaterThanOrEqual(0);
    }
    for (const [first, { at }] of given.entries()) {
      let sum = 0;
      for (const later of given.slice(first)) {
        sum += later.count;
        expect(sum).toBeLessThanOrEqual(burst + ((later.at - at) * rate) / 1_000 + rounding);
      }
    }
  });

  test.prop([rates, bursts, takes])(
    'it gives what was asked for as soon as it says',
    (rate, burst, steps) => {
      const bucket = new TokenBucket(rate, burst, 0);
      let now = 0;
      for (const { wait, count } of steps) {
        now += wait;
        const wanted = Math.min(count, burst);
        const ready = Math.max(now, bucket.readyAt(wanted, now));
        if (ready > now) expect(bucket.tokens(now)).toBeLessThan(wanted);
        now = ready + rounding;
        expect(bucket.tokens(now)).toBeGreaterThanOrEqual(wanted - rounding);
        bucket.take(wanted, now);
      }
    },
  );

  test.prop([rates, bursts, takes])('a debt is never larger than the last take', (rate, burst, steps) => {
    const bucket = new TokenBucket(rate, burst, 0);
    let now = 0;
    let sum = 0;
    for (const { wait, count } of steps) {
      now += wait;
      if (bucket.tokens(now) < 1) continue;
      bucket.take(count, now);
      sum += count;
      expect(bucket.tokens(now)).toBeGreaterThanOrEqual(1 - count - rounding);
      expect(sum).toBeLessThanOrEqual(burst + (now * rate) / 1_000 + count);
    }
  });
});
