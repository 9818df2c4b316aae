import { describe, expect, it } from 'vitest';
import { parseRate } from './parse-rate.ts';

describe('parseRate', () => {
  it.each([
    ['1000/s', 1000],
    ['1/s', 1],
    ['2147483647/s', 2_147_483_647],
  ])('reads %s', (value, rate) => {
    expect(parseRate(value)).toEqual({ value: rate });
  });

  it.each([1000, '1000', '0/s', '1.5/s', '-1/s', '1000/m', '1000 /s', '2147483648/s', '/s', '', null, []])(
    'asks for a number per second instead of %j',
    (value) => {
      expect(parseRate(value)).toEqual({ problem: 'expected a number per second from 1, such as 1000/s' });
    },
  );
});
