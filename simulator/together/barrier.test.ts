import { describe, expect, it } from 'vitest';
import { Barrier } from './barrier.ts';

const load = { seed: '5', devices: '31' };

describe('the barrier before a run', () => {
  it('says who is missing, until all wait at once', () => {
    const barrier = new Barrier(3, load);
    expect(barrier.missing(0)).toEqual(['1/3', '2/3', '3/3']);
    expect(barrier.add({ part: 0, instance: 'a', load }, 0)).toBeUndefined();
    expect(barrier.add({ part: 2, instance: 'c', load }, 100)).toBeUndefined();
    expect(barrier.missing(200)).toEqual(['2/3']);
    expect(barrier.add({ part: 1, instance: 'b', load }, 4_999)).toBeUndefined();
    expect(barrier.missing(4_999)).toEqual([]);
    // The first was last heard five seconds ago: it has gone.
    expect(barrier.missing(5_000)).toEqual(['1/3']);
  });

  it('lets a part be started again, but not twice at once', () => {
    const barrier = new Barrier(2, load);
    barrier.add({ part: 1, instance: 'dead', load }, 0);
    expect(barrier.add({ part: 1, instance: 'new', load }, 1_000)).toBeUndefined();
    expect(barrier.add({ part: 1, instance: 'new', load }, 1_500)).toBeUndefined();
    expect(barrier.instances).toEqual(new Map([[1, 'new']]));
    expect(barrier.add({ part: 1, instance: 'dead', load }, 2_000)).toMatch(/^two runs are --shard 2\/2: /);
  });

  it('refuses a part that has another load', () => {
    const barrier = new Barrier(2, load);
    expect(barrier.add({ part: 1, instance: 'b', load: { ...load, seed: '6' } }, 0)).toBe(
      '--shard 2/2 has another load than the first part: seed is 6, not 5: give all parts the same options',
    );
    expect(barrier.add({ part: 1, instance: 'b', load: { ...load, burst: '2' } }, 0)).toContain('burst is 2');
  });
});
