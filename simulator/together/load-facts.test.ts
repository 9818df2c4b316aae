import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { writeTemporary } from '../../fixtures/run-exproto.ts';
import { defaultBackOff } from '../load/back-off.ts';
import { parsePhases } from '../load/phases.ts';
import { loadFacts } from './load-facts.ts';

const load = {
  devices: 5,
  ramp: 1_000,
  phases: parsePhases('1s@1/s'),
  distribution: 'constant',
  seed: 7,
  backOff: defaultBackOff,
  connectTimeout: 1_000,
  replyTimeout: 1_000,
  lateAfter: 50,
  knobs: { silent: 0.5 },
} as const;

describe('what must be the same in all parts of a run', () => {
  it('is the load, and what its devices do', () => {
    expect(loadFacts({ load, shard: { index: 1, count: 3 } })).toMatchObject({
      devices: '5',
      seed: '7',
      silent: '0.5',
      parts: '3',
      profile: 'echo',
    });
  });

  it('is what stands in a profile, wherever it lies', () => {
    const tracker = fileURLToPath(new URL('../../fixtures/profiles/tracker.yaml', import.meta.url));
    const factOf = (profile: string) => loadFacts({ load, profile }).profile;
    const first = writeTemporary('p.yaml', 'name: p\n');
    expect(factOf(first)).toMatch(/^[\da-f]{12}$/);
    expect(factOf(writeTemporary('q.yaml', 'name: p\n'))).toBe(factOf(first));
    expect(factOf(tracker)).not.toBe(factOf(first));
    expect(factOf('/nowhere/p.yaml')).toBe('/nowhere/p.yaml');
  });
});
