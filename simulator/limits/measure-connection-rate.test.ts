import { describe, expect, it } from 'vitest';
import { planRate } from './measure-connection-rate.ts';

const settings = { time: 2_000, offered: 200, places: Number.POSITIVE_INFINITY };

describe('planRate', () => {
  it('offers more than is allowed, for longer than a burst lasts', () => {
    const plan = planRate({ rate: 50, burst: 200 }, settings);
    if ('doubt' in plan) throw new Error(plan.doubt);
    expect(plan.offered).toBeGreaterThanOrEqual(100);
    expect((plan.lead / 1_000) * (plan.offered - 50)).toBeGreaterThan(200);
    expect(plan.time).toBe(2_000);
  });

  it('counts low rates for longer', () => {
    expect(planRate({ rate: 5, burst: 5 }, settings)).toMatchObject({ time: 4_000 });
  });

  it('stays below the number of connections where places are not given back', () => {
    const plan = planRate({ rate: 50, burst: 20 }, { ...settings, places: 150 });
    if ('doubt' in plan) throw new Error(plan.doubt);
    expect(20 + (50 * (plan.lead + plan.time)) / 1_000).toBeLessThanOrEqual(0.8 * 150 + 0.001);
    expect(planRate({ rate: 50, burst: 50 }, { ...settings, places: 60 })).toHaveProperty('doubt');
  });

  it('says what is more than can be offered', () => {
    const plan = planRate({ rate: 100_000, burst: 1 }, settings);
    expect(plan).toEqual({ doubt: 'no more than 3000/s can be offered from here' });
  });
});
