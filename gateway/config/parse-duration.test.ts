import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parseDuration } from './parse-duration.ts';

describe('parseDuration', () => {
  it.each([
    ['30s', 30_000],
    ['15000ms', 15_000],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['1h30m', 5_400_000],
    ['24d', 2_073_600_000],
    ['0s', 0],
    ['0', 0],
    [0, 0],
  ])('reads %s', (value, milliseconds) => {
    expect(parseDuration(value)).toEqual({ value: milliseconds });
  });

  it.each([30, '30', '', '1.5s', '-1s', '30 s', '30S', 's', '1w', null, undefined, [], {}, true])(
    'asks for a unit instead of %j',
    (value) => {
      const problem = 'expected a duration with its unit, such as 30s, 15000ms, 2m or 1h';
      expect(parseDuration(value)).toEqual({ problem });
    },
  );

  it('refuses what a timer cannot hold', () => {
    expect(parseDuration('2147483647ms')).toEqual({ value: 2_147_483_647 });
    expect(parseDuration('2147483648ms')).toEqual({ problem: 'expected a duration of at most 24d' });
  });

  it('refuses 0 where a time is needed', () => {
    expect(parseDuration('1ms', 1)).toEqual({ value: 1 });
    expect(parseDuration(0, 1)).toEqual({ problem: 'expected a duration above 0, such as 30s' });
  });

  const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  test.prop([fc.nat({ max: 500 }), fc.constantFrom('ms', 's', 'm', 'h')])(
    'has the count times the unit',
    (count, unit) => {
      const value = count * units[unit];
      expect(parseDuration(`${count}${unit}`)).toEqual({ value });
      expect(parseDuration(`${value}ms`)).toEqual({ value });
    },
  );
});
