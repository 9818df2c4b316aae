import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../fixtures/virtual-clock.ts';
import { createRandom } from './random.ts';
import { TimingWheel, WheelEntry } from './timing-wheel.ts';

class Entry extends WheelEntry {
  readonly #call: (now: number) => void;

  constructor(call: (now: number) => void) {
    super();
    this.#call = call;
  }

  override fire(now: number): void {
    this.#call(now);
  }
}

describe('a timing wheel', () => {
  it('fires each entry when it is due, also those beyond a turn of the wheel', () => {
    const clock = new VirtualClock(17);
    const wheel = new TimingWheel(clock);
    const random = createRandom(1);
    const due = Array.from({ length: 500 }, () => 17 + Math.floor(random() * 20_000));
    const fired: number[] = [];
    for (const at of due) wheel.schedule(new Entry(() => fired.push(clock.now() - at)), at);
    clock.pass(19_999);
    expect(fired).toEqual(due.map(() => 0));
    expect(wheel.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('has one timer, however many wait', () => {
    const clock = new VirtualClock();
    const wheel = new TimingWheel(clock);
    for (let at = 1_000; at > 0; at--) wheel.schedule(new Entry(() => undefined), at);
    expect(clock.pending).toBe(1);
    wheel.stop();
    expect([wheel.size, clock.pending]).toEqual([0, 0]);
  });

  it('waits for the last time that an entry was given, and for none that was cancelled', () => {
    const clock = new VirtualClock();
    const wheel = new TimingWheel(clock);
    const fired: string[] = [];
    const moved = new Entry((now) => fired.push(`moved ${now}`));
    const cancelled = new Entry(() => fired.push('cancelled'));
    wheel.schedule(moved, 5);
    wheel.schedule(cancelled, 5);
    wheel.schedule(moved, 9);
    wheel.cancel(cancelled);
    clock.pass(100);
    expect(fired).toEqual(['moved 9']);
  });

  it('lets an entry schedule itself and cancel others while it fires', () => {
    const clock = new VirtualClock();
    const wheel = new TimingWheel(clock);
    const fired: number[] = [];
    const other = new Entry(() => fired.push(-1));
    const entry: Entry = new Entry((now) => {
      fired.push(now);
      wheel.cancel(other);
      if (now < 30) wheel.schedule(entry, now + 10);
    });
    wheel.schedule(entry, 10);
    wheel.schedule(other, 10);
    clock.pass(100);
    expect(fired).toEqual([10, 20, 30]);
  });

  it('fires all that came due while the process could not run', () => {
    const clock = new VirtualClock();
    const wheel = new TimingWheel(clock);
    const fired: number[] = [];
    for (const at of [3, 4_000, 9_000, 60_001]) wheel.schedule(new Entry(() => fired.push(at)), at);
    clock.sleep(60_000);
    expect(fired.sort((first, second) => first - second)).toEqual([3, 4_000, 9_000]);
    clock.pass(1);
    expect(fired).toContain(60_001);
  });

  it('fires in the same millisecond neither early nor a turn too late', () => {
    const clock = new VirtualClock();
    const wheel = new TimingWheel(clock);
    const fired: number[] = [];
    wheel.schedule(new Entry((now) => fired.push(now)), 10.75);
    clock.pass(10.5);
    expect(fired).toEqual([]);
    clock.pass(1.5);
    expect(fired).toHaveLength(1);
  });
});
