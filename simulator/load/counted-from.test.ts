import { describe, expect, it } from 'vitest';
import { countedFrom } from './counted-from.ts';

describe('a latency', () => {
  it.each([
    ['when it was sent, where only the timer was late', 10, 11.5, 11.5],
    ['when it was due, but for the lateness of a timer, where the generator stalled', 10, 500, 12],
    ['when it was due, where a clock went back', 10, 9, 10],
  ])('counts from %s', (_, due, now, from) => {
    expect(countedFrom(due, now)).toBe(from);
  });
});
