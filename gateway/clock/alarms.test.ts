import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';
import { Alarms, type Sleeper } from './alarms.ts';

class Recorder implements Sleeper {
  readonly times: number[] = [];
  readonly #clock: VirtualClock;
  readonly #onWake: () => void;

  constructor(clock: VirtualClock, onWake: () => void = () => undefined) {
    this.#clock = clock;
    this.#onWake = onWake;
  }

  wake(): void {
    this.times.push(this.#clock.now());
    this.#onWake();
  }
}

describe('an alarm', () => {
  it.each([1, 24, 25, 26, 1_000, 86_400_000])('in %d ms rings up to 25 ms late, never early', (delay) => {
    const clock = new VirtualClock(1_234.5);
    const alarms = new Alarms(clock);
    const sleeper = new Recorder(clock);
    const at = clock.now() + delay;
    alarms.set(sleeper, at);
    // Most of a long time is slept through: counting it tick by tick would only be slow.
    if (delay > 10_000) clock.sleep(delay - 100);
    clock.pass(200);
    clock.pass(1_000);
    expect(sleeper.times).toHaveLength(1);
    expect(sleeper.times[0]).toBeGreaterThanOrEqual(at);
    expect(sleeper.times[0]).toBeLessThanOrEqual(at + 26);
  });

  it('for a time that is past rings at the next tick', () => {
    const clock = new VirtualClock(1_000);
    const sleeper = new Recorder(clock);
    new Alarms(clock).set(sleeper, 0);
    expect(sleeper.times).toEqual([]);
    clock.pass(25);
    expect(sleeper.times).toEqual([1_025]);
  });

  it('rings for each of many sleepers, with one timer', () => {
    const clock = new VirtualClock();
    const alarms = new Alarms(clock);
    const sleepers = Array.from({ length: 1_000 }, () => new Recorder(clock));
    for (const [index, sleeper] of sleepers.entries()) alarms.set(sleeper, index % 100);
    expect(clock.pending).toBe(1);
    clock.pass(125);
    expect(sleepers.every(({ times }) => times.length === 1)).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('that is cleared does not ring', () => {
    const clock = new VirtualClock();
    const alarms = new Alarms(clock);
    const [cleared, other] = [new Recorder(clock), new Recorder(clock)];
    alarms.set(other, 100);
    alarms.clear(cleared, alarms.set(cleared, 100));
    clock.pass(1_000);
    expect([cleared.times, other.times]).toEqual([[], [100]]);
  });

  it('set while another rings rings too', () => {
    const clock = new VirtualClock();
    const alarms = new Alarms(clock);
    const late = new Recorder(clock);
    const first = new Recorder(clock, () => alarms.set(late, clock.now()));
    alarms.set(first, 50);
    clock.pass(75);
    expect([first.times, late.times]).toEqual([[50], [75]]);
  });

  it('rings after a long pause of the process, in order', () => {
    const clock = new VirtualClock();
    const alarms = new Alarms(clock);
    const order: number[] = [];
    for (const at of [3_000, 1_000, 2_000, 90_000_000]) {
      alarms.set({ wake: () => void order.push(at) }, at);
    }
    clock.sleep(86_400_000);
    expect(order).toEqual([1_000, 2_000, 3_000]);
    clock.sleep(86_400_000);
    expect(order).toEqual([1_000, 2_000, 3_000, 90_000_000]);
  });

  it('does not ring after stop', () => {
    const clock = new VirtualClock();
    const alarms = new Alarms(clock);
    const sleeper = new Recorder(clock);
    alarms.set(sleeper, 100);
    alarms.stop();
    clock.pass(1_000);
    expect(sleeper.times).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});

const delays = fc.array(fc.record({ delay: fc.nat(2_000), wait: fc.nat(200), keep: fc.boolean() }), {
  minLength: 1,
  maxLength: 50,
});

test.prop([delays, fc.nat(1_000)])('every alarm that is kept rings once, in time', (plans, start) => {
  const clock = new VirtualClock(start / 10);
  const alarms = new Alarms(clock);
  const sleepers = plans.map(({ delay, wait, keep }) => {
    const sleeper = new Recorder(clock);
    const at = clock.now() + delay;
    const slot = alarms.set(sleeper, at);
    if (!keep) alarms.clear(sleeper, slot);
    clock.pass(wait);
    return { sleeper, at, keep };
  });
  clock.pass(3_000);
  for (const { sleeper, at, keep } of sleepers) {
    expect(sleeper.times).toHaveLength(keep ? 1 : 0);
    for (const time of sleeper.times) {
      expect(time).toBeGreaterThanOrEqual(at);
      // Timers are set to whole milliseconds.
      expect(time).toBeLessThanOrEqual(at + 26);
    }
  }
});
