import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { waitUntil } from './wait-until.ts';

const never = () => false;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A wait of a second, and what ends it. */
function waiting(holds: () => boolean) {
  const waiters = new Set<() => void>();
  const abort = new AbortController();
  const changed = () => {
    for (const look of waiters) look();
  };
  return { waiters, abort, changed, done: waitUntil(waiters, holds, 1_000, abort.signal) };
}

describe('waitUntil', () => {
  it('ends at once when it holds', async () => {
    const { done, waiters } = waiting(() => true);
    await done;
    expect(waiters.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('looks again whenever something changed', async () => {
    let holds = false;
    const { done, waiters, changed } = waiting(() => holds);
    changed();
    expect(waiters.size).toBe(1);
    holds = true;
    changed();
    await done;
    expect(waiters.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends when the time is up', async () => {
    const { done, waiters } = waiting(never);
    vi.advanceTimersByTime(999);
    expect(waiters.size).toBe(1);
    vi.advanceTimersByTime(1);
    await done;
    expect(waiters.size).toBe(0);
  });

  it('rejects when the run is cut off, also before it began', async () => {
    const { done, waiters, abort } = waiting(never);
    abort.abort(new Error('the target died'));
    await expect(done).rejects.toThrow('the target died');
    expect(waiters.size).toBe(0);
    await expect(waitUntil(waiters, never, 1_000, abort.signal)).rejects.toThrow('the target died');
    expect(vi.getTimerCount()).toBe(0);
  });
});
