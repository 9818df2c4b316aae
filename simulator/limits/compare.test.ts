import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';

const verdictOf = (...facts: Parameters<typeof compare>) => {
  const { verdict, reason } = compare(...facts);
  return [verdict, reason];
};

describe('compare', () => {
  it('has a tolerance for rates, and for whole pieces', () => {
    expect(verdictOf('max_conn_rate', 100, { measured: 110 }, 0.1)).toEqual(['matches', undefined]);
    expect(verdictOf('max_conn_rate', 100, { measured: 90 }, 0.1)).toEqual(['matches', undefined]);
    expect(verdictOf('max_conn_rate', 100, { measured: 110.6, slack: 0.5 }, 0.1)[0]).toBe('too lax');
    expect(verdictOf('max_conn_rate', 100, { measured: 110.5, slack: 0.5 }, 0.1)[0]).toBe('matches');
    expect(verdictOf('max_conn_rate', 100, { measured: 89.4, slack: 0.5 }, 0.1)[0]).toBe('too strict');
  });

  it('has none for the number of connections', () => {
    expect(verdictOf('max_connections', 100, { measured: 100 }, 0.1)[0]).toBe('matches');
    expect(verdictOf('max_connections', 100, { measured: 101 }, 0.1)).toEqual([
      'too lax',
      '1 more than declared (1%)',
    ]);
    expect(verdictOf('max_connections', 100, { measured: 99 }, 0.1)).toEqual([
      'too strict',
      '1 less than declared (1%)',
    ]);
  });

  it('knows too lax from what was reached, and not more from what was not limited', () => {
    const reached = { measured: 100, atLeast: true, doubt: 'no more were tried' };
    expect(verdictOf('max_connections', 50, reached, 0.1)).toEqual([
      'too lax',
      'at least 50 more than declared (100%)',
    ]);
    expect(verdictOf('max_connections', 100, reached, 0.1)).toEqual(['inconclusive', 'no more were tried']);
    expect(verdictOf('max_connections', 500, reached, 0.1)).toEqual(['inconclusive', 'no more were tried']);
  });

  it('blames no target for what may be slow for another reason', () => {
    const slow = { measured: 50, doubt: 'the target may only be slow' };
    expect(verdictOf('max_bytes_rate', 100, slow, 0.1)).toEqual(['inconclusive', slow.doubt]);
    expect(verdictOf('max_bytes_rate', 20, slow, 0.1)[0]).toBe('too lax');
  });

  it('blames no target where the generator was disturbed, in either direction', () => {
    const disturbed = 'it stood still for 300ms';
    for (const measured of [50, 200])
      expect(verdictOf('max_bytes_rate', 100, { measured, disturbed }, 0.1)).toEqual([
        'inconclusive',
        disturbed,
      ]);
    expect(verdictOf('max_bytes_rate', 100, { measured: 100, disturbed }, 0.1)[0]).toBe('matches');
  });

  it('tells what was reached where nothing is declared', () => {
    const reached = compare('max_conn_rate', undefined, { measured: 200, atLeast: true }, 0.1);
    expect(reached).toEqual({
      limit: 'max_conn_rate',
      measured: 200,
      atLeast: true,
      verdict: 'undeclared',
      reason: 'not limited as far as was tried',
    });
    expect(verdictOf('max_conn_rate', undefined, { doubt: 'nothing came back' }, 0.1)[0]).toBe(
      'inconclusive',
    );
  });
});
