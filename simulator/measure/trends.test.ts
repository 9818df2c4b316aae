import { describe, expect, it } from 'vitest';
import { createRandom } from '../load/random.ts';
import { Measurements } from './measurements.ts';
import type { TimelinePoint } from './timeline.ts';
import { timelinePoint } from './timeline.ts';
import { fewestPoints, steadyPart, trendsOf } from './trends.ts';

const megabyte = 2 ** 20;

/** A run whose devices have all come after ten seconds, and what its target held in each second. */
function run(seconds: number, memoryOf: (second: number) => number, latencyOf = (_: number) => 5) {
  return Array.from({ length: seconds }, (_, second): TimelinePoint => {
    const measurements = new Measurements();
    for (let count = 0; count < 2; count++) measurements.time('latency', latencyOf(second));
    return timelinePoint(measurements, {
      time: (second + 1) * 1_000,
      duration: 1_000,
      online: Math.min(10, second + 1),
      eventLoopDelay: 1,
      targetMemory: Math.round(memoryOf(second)),
      targetDescriptors: 40,
    });
  });
}

const memory = (points: readonly TimelinePoint[]) => trendsOf(points).find(({ name }) => name === 'memory');
const seeds = Array.from({ length: 60 }, (_, index) => index);

describe('a trend', () => {
  it('is a leak of a known size, with an interval around it', () => {
    const random = createRandom(1);
    const leak = memory(
      run(180, (second) => 100 * megabyte + (second / 10) * megabyte + random() * megabyte),
    );
    expect(leak?.grows).toBe(true);
    // A tenth of a megabyte a second.
    expect(leak?.slope).toBeGreaterThan(350 * megabyte);
    expect(leak?.slope).toBeLessThan(370 * megabyte);
    expect(leak?.low).toBeLessThan(360 * megabyte);
    expect(leak?.high).toBeGreaterThan(360 * megabyte);
  });

  it.each([
    ['noise', (random: () => number) => 20 * random() * megabyte],
    [
      'the teeth of a saw',
      (random: () => number, second: number) => ((second * 1.3 + random()) % 17) * 4 * megabyte,
    ],
    [
      'a heap that grows and levels off',
      (random: () => number, second: number) => (60 * (1 - Math.exp(-second / 25)) + random()) * megabyte,
    ],
    ['a step', (random: () => number, second: number) => ((second > 90 ? 30 : 0) + random()) * megabyte],
    ['a loss', (random: () => number, second: number) => (100 - second / 5 + random()) * megabyte],
  ])('is hardly ever seen in %s', (_, extra) => {
    const found = seeds.filter((seed) => {
      const random = createRandom(seed);
      return memory(run(180, (second) => 100 * megabyte + extra(random, second)))?.grows;
    });
    expect(found.length).toBeLessThanOrEqual(2);
  });

  it('is nearly always seen where a leak is twice as large as the noise', () => {
    const found = seeds.filter((seed) => {
      const random = createRandom(seed);
      return memory(
        run(180, (second) => (100 + (second / 180) * 40 + 20 * random() + ((second * 1.3) % 17)) * megabyte),
      )?.grows;
    });
    expect(found.length).toBeGreaterThanOrEqual(58);
  });

  it('is seen in latencies that drift', () => {
    const drifting = run(
      120,
      () => 100 * megabyte,
      (second) => 5 + second / 20,
    );
    const grown = trendsOf(drifting).filter(({ grows }) => grows);
    expect(grown.map(({ name }) => name)).toEqual(['latency.p50', 'latency.p99']);
    expect(grown[0]?.slope).toBeCloseTo(180, 0);
  });

  it('does not matter where it is small', () => {
    expect(memory(run(180, (second) => 100 * megabyte + second * 1_000))?.grows).toBe(false);
  });

  it('is not told of what is unknown, or of a run that is too short', () => {
    const short = run(40, () => 100 * megabyte);
    expect(steadyPart(short).length).toBeLessThan(fewestPoints);
    expect(trendsOf(short)).toEqual([]);
    const unknown = run(120, () => 100 * megabyte).map(({ targetMemory: _, ...point }) => point);
    expect(trendsOf(unknown).map(({ name }) => name)).toEqual(['descriptors', 'latency.p50', 'latency.p99']);
  });
});
