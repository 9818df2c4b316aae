import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SelfMonitor } from './self-monitor.ts';

/** Keeps the process busy, as a load that is too much does. */
function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('the watch on the generator', () => {
  it('sees an event loop that is blocked, in the interval and in the whole', async () => {
    const monitor = new SelfMonitor();
    await delay(50);
    block(300);
    await delay(50);
    expect(monitor.takeDelay()).toBeGreaterThan(200);
    const { eventLoopDelay, cpu, descriptors, residentSize } = monitor.finish();
    expect(eventLoopDelay).toBeGreaterThan(200);
    expect(cpu).toBeGreaterThan(0);
    expect(descriptors).toBeGreaterThan(3);
    expect(residentSize).toBeGreaterThan(1_000_000);
  });

  it('begins anew with each interval', async () => {
    const monitor = new SelfMonitor();
    await delay(50);
    block(300);
    await delay(50);
    const [blocked, after] = [monitor.takeDelay(), monitor.takeDelay()];
    expect(blocked).toBeGreaterThan(200);
    expect(after).toBe(0);
    monitor.finish();
  });
});
