import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { LoopWatch } from './loop-watch.ts';

function standStill(time: number): void {
  const until = performance.now() + time;
  while (performance.now() < until);
}

describe('a loop watch', () => {
  it('tells that this process stood still, where that was for too long', async () => {
    const [strict, patient] = [new LoopWatch(100), new LoopWatch(60_000)];
    // It begins to look with its first sample.
    await wait(50);
    standStill(200);
    await wait(50);
    expect(strict.finish()).toMatch(/^the generator was the bottleneck: it stood still for \d+ms$/);
    expect(patient.finish()).toBeUndefined();
  });
});
