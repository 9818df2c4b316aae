import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parseSize } from './parse-size.ts';

describe('parseSize', () => {
  it.each([
    ['512B', 512],
    ['64KB', 65_536],
    ['64kb', 65_536],
    ['1MB', 1_048_576],
    ['32MB', 33_554_432],
    ['1GB', 1_073_741_824],
  ])('reads %s', (value, size) => {
    expect(parseSize(value)).toEqual({ value: size });
  });

  it.each([65_536, '65536', '0', '0KB', 0, '1.5MB', '-1KB', '64 KB', '64K', '', null, undefined, []])(
    'asks for a unit instead of %j',
    (value) => {
      const problem = 'expected a size above 0 with its unit, such as 512B, 64KB or 1MB';
      expect(parseSize(value)).toEqual({ problem });
    },
  );

  it('refuses what gRPC cannot hold', () => {
    expect(parseSize('2047MB')).toEqual({ value: 2_146_435_072 });
    expect(parseSize('2GB')).toEqual({ problem: 'expected a size of at most 2047MB' });
  });

  const units = { B: 1, KB: 1024, MB: 1024 ** 2 };
  test.prop([fc.integer({ min: 1, max: 2000 }), fc.constantFrom('B', 'KB', 'MB')])(
    'has the count times the unit',
    (count, unit) => {
      const value = count * units[unit];
      expect(parseSize(`${count}${unit}`)).toEqual({ value });
      expect(parseSize(`${value}B`)).toEqual({ value });
    },
  );
});
