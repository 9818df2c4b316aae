import { expect, it } from 'vitest';
import { Measurements } from '../measure/measurements.ts';
import { LiveSum } from './live-sum.ts';

function interval(time: number, online: number, sent: number, eventLoopDelay = 1) {
  const measurements = new Measurements();
  measurements.count('sent', sent);
  return { time, duration: 9_000, online, eventLoopDelay, measurements };
}

it('adds up what parts tell between two looks, and forgets the devices of one that is silent', () => {
  const sum = new LiveSum();
  const take = (time: number) => {
    sum.add(0, interval(time, 5, 1));
    const { online, measurements, eventLoopDelay } = sum.take(interval(time, 0, 0));
    return [online, measurements.counts.sent, eventLoopDelay];
  };
  sum.add(1, interval(900, 7, 10, 30));
  sum.add(1, interval(1_900, 8, 10, 20));
  expect(sum.isEmpty).toBe(false);
  expect(take(1_000)).toEqual([13, 21, 30]);
  expect(sum.isEmpty).toBe(true);
  expect([2_000, 3_000, 4_000, 5_000].map(take)).toEqual([
    [13, 1, 1],
    [13, 1, 1],
    [13, 1, 1],
    [5, 1, 1],
  ]);
  expect(sum.timeline.map(({ duration, counts }) => [duration, counts.sent])).toEqual([
    [1_000, 21],
    [1_000, 1],
    [1_000, 1],
    [1_000, 1],
    [1_000, 1],
  ]);
});
