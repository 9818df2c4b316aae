import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram.ts';
import { Measurements } from './measurements.ts';
import { mergeTimelines, Timeline, type TimelinePoint, timelinePoint } from './timeline.ts';

function pointAt(time: number, sent: number, latency: number, targetMemory?: number): TimelinePoint {
  const measurements = new Measurements();
  measurements.count('sent', sent);
  measurements.time('latency', latency);
  measurements.fail('connect ECONNREFUSED', 2);
  return timelinePoint(measurements, {
    time,
    duration: 1_000,
    online: sent,
    eventLoopDelay: 1,
    targetMemory,
  });
}

function sentIn(points: readonly TimelinePoint[]): number {
  return points.reduce((sum, { counts }) => sum + counts.sent, 0);
}

describe('the course of a run', () => {
  it('has a point for each second of a short one', () => {
    const timeline = new Timeline();
    for (let second = 1; second <= 100; second += 1) timeline.add(pointAt(second * 1_000, second, 5));
    expect(timeline.points.map(({ time }) => time / 1_000)).toEqual([...Array(100).keys()].map((n) => n + 1));
  });

  it('has no point of its own for the rest of a second at the end', () => {
    const timeline = new Timeline();
    for (const second of [1, 2]) timeline.add(pointAt(second * 1_000, 10, 5));
    timeline.add({ ...pointAt(2_040, 3, 5), duration: 40 });
    expect(
      timeline.points.map(({ time, duration, counts, online }) => [time, duration, counts.sent, online]),
    ).toEqual([
      [1_000, 1_000, 10, 10],
      [2_040, 1_040, 13, 3],
    ]);
  });

  it('keeps everything of a long one in few points', () => {
    const timeline = new Timeline();
    for (let second = 1; second <= 5_003; second += 1)
      timeline.add(pointAt(second * 1_000, second, 5, second));
    const { points } = timeline;
    expect(points.length).toBeLessThanOrEqual(240);
    expect(points.length).toBeGreaterThan(100);
    expect(sentIn(points)).toBe((5_003 * 5_004) / 2);
    expect(points.reduce((sum, { duration }) => sum + duration, 0)).toBe(5_003_000);
    expect(points.at(-1)).toMatchObject({ time: 5_003_000, online: 5_003, targetMemory: 5_003 });
    const whole = new Histogram();
    for (const { latency } of points) whole.merge(latency);
    expect(whole.count).toBe(5_003);
  });

  it('adds up that of parts, whose timers are not as one', () => {
    const first = [pointAt(1_001, 1, 5), pointAt(2_003, 2, 5), pointAt(3_004, 3, 5)];
    const second = [pointAt(1_400, 10, 50), pointAt(2_399, 20, 50)];
    const merged = mergeTimelines([first, second]);
    expect(merged.map(({ counts, online, errors }) => [counts.sent, online, errors])).toEqual([
      [11, 11, 4],
      [22, 22, 4],
      [3, 3, 2],
    ]);
    expect(merged[0]?.latency).toMatchObject({ min: 5_000, max: 50_000 });
    expect(merged[0]?.duration).toBe(1_000);
  });

  it('adds up parts of which one was kept in longer stretches', () => {
    const fine = [1, 2, 3, 4].map((second) => pointAt(second * 1_000, second, 5));
    const coarse = [2, 4].map((second) => ({ ...pointAt(second * 1_000, 100, 5), duration: 2_000 }));
    const merged = mergeTimelines([fine, coarse]);
    expect(merged.map(({ time, duration, counts }) => [time, duration, counts.sent])).toEqual([
      [2_000, 2_000, 103],
      [4_000, 2_000, 107],
    ]);
  });
});
