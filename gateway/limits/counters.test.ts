import { describe, expect, it } from 'vitest';
import { RefusalCounters, refusalReasons } from './counters.ts';

const zeros = Object.fromEntries(refusalReasons.map((reason) => [reason, 0]));

describe('refusal counters', () => {
  it('begin with each reason at 0', () => {
    expect(new RefusalCounters().counts).toEqual(zeros);
  });

  it('count by reason, and leave what was read before as it was', () => {
    const counters = new RefusalCounters();
    counters.count('max_connections');
    const before = counters.counts;
    counters.count('max_connections');
    counters.count('access_denied');
    expect(before).toMatchObject({ max_connections: 1, access_denied: 0 });
    expect(counters.counts).toEqual({ ...zeros, max_connections: 2, access_denied: 1 });
  });
});
