import { describe, expect, it } from 'vitest';
import { parseBytesRate } from './parse-bytes-rate.ts';

describe('parseBytesRate', () => {
  it.each([
    ['1B/s', 1],
    ['64KB/s', 65_536],
    ['1mb/s', 1_048_576],
  ])('reads %s', (value, rate) => {
    expect(parseBytesRate(value)).toEqual({ value: rate });
  });

  it.each([1000, '1000/s', '1MB', '0MB/s', '1MB/m', '1MBs', '2GB/s', '', null])(
    'asks for a size per second instead of %j',
    (value) => {
      const problem = 'expected a size per second, from 1B/s to 2047MB/s, such as 64KB/s or 1MB/s';
      expect(parseBytesRate(value)).toEqual({ problem });
    },
  );
});
