import { describe, expect, it } from 'vitest';
import { FlowMeter } from './flow-meter.ts';

/** What a limiter lets through: a burst, and then a piece at each interval. */
function limited(burst: number, piece: number, interval: number, until: number): FlowMeter {
  const meter = new FlowMeter();
  for (let time = 0; time < 100; time += 10) meter.add(burst / 10, time);
  for (let time = 100; time <= until; time += interval) meter.add(piece, time);
  return meter;
}

describe('a flow meter', () => {
  it('sees past whole pieces at the edges', () => {
    const meter = new FlowMeter();
    meter.countFrom(1_000);
    // Seven pieces of 300 ms each: 2.1 s of them came in 1.9 s.
    for (let time = 1_050; time <= 2_900; time += 300) meter.add(300, time);
    expect(meter.rate(3_000)).toBeCloseTo(1_000);
  });

  it('counts nothing before its time', () => {
    const meter = new FlowMeter();
    meter.add(5_000, 10);
    meter.countFrom(1_000);
    for (let time = 1_000; time <= 2_000; time += 100) meter.add(10, time);
    expect(meter.rate(2_000)).toBeCloseTo(100);
    expect(meter.peak).toBe(50_000);
  });

  it('makes no rate of what came in the beginning and then no more', () => {
    const meter = new FlowMeter();
    meter.countFrom(0);
    meter.add(10, 1);
    meter.add(10, 2);
    expect(meter.rate(2_000)).toBeCloseTo(10);
  });

  it('sees that a burst is over, and no such thing where there was none', () => {
    expect(limited(1_000, 10, 20, 1_000).hasSlowed(1_000)).toBe(true);
    expect(limited(1_000, 10, 20, 300).hasSlowed(300)).toBe(false);
    expect(limited(100, 20, 20, 1_000).hasSlowed(1_000)).toBe(false);
  });

  it('has measured nothing where nothing came', () => {
    const meter = new FlowMeter();
    meter.countFrom(0);
    expect([meter.rate(1_000), meter.peak]).toEqual([0, 0]);
  });
});
