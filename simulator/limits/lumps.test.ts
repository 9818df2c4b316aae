import { describe, expect, it } from 'vitest';
import { Lumps } from './lumps.ts';

describe('lumps', () => {
  it('give the rate at which they are taken, whatever the edges', () => {
    const lumps = new Lumps();
    // Four lumps of ten pieces, every 300 ms.
    for (let lump = 0; lump < 4; lump += 1)
      for (let piece = 0; piece < 10; piece += 1) lumps.add(30, 700 + lump * 300 + piece);
    expect(lumps.intervals).toBe(3);
    expect(lumps.rate).toBeCloseTo(1_000);
  });

  it('are cut where there is no gap', () => {
    const lumps = new Lumps();
    for (let time = 0; time <= 2_000; time += 1) lumps.add(5, time);
    expect(lumps.intervals).toBeGreaterThan(10);
    expect(lumps.rate / 5_000).toBeGreaterThan(0.95);
    expect(lumps.rate / 5_000).toBeLessThan(1.06);
  });

  it('are no rate where there is one', () => {
    const lumps = new Lumps();
    lumps.add(5, 1);
    lumps.add(5, 2);
    expect([lumps.intervals, lumps.rate]).toEqual([0, 0]);
  });
});
