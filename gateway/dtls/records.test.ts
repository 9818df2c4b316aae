import { describe, expect, it } from 'vitest';
import { epochOf, packRecords } from './records.ts';

function record(size: number): Buffer {
  const bytes = Buffer.alloc(13 + size);
  bytes.writeUInt16BE(size, 11);
  return bytes;
}

describe('packRecords', () => {
  it.each([
    ['one to a datagram where two do not fit', [50, 50], 100, [63, 63]],
    ['as many as fit', [20, 20, 20], 100, [99]],
    ['up to the last byte', [37, 37], 100, [100]],
    ['not one byte more', [37, 38], 100, [50, 51]],
    ['a larger one alone', [10, 200, 10], 100, [23, 213, 23]],
  ])('puts %s', (_, sizes, mtu, datagrams) => {
    const packed = packRecords(Buffer.concat(sizes.map(record)), mtu);
    expect(packed.map(({ length }) => length)).toEqual(datagrams);
    expect(Buffer.concat(packed)).toEqual(Buffer.concat(sizes.map(record)));
  });

  it('has no datagram for nothing', () => {
    expect(packRecords(Buffer.alloc(0), 100)).toEqual([]);
  });
});

describe('epochOf', () => {
  it('knows what is encrypted', () => {
    const bytes = record(1);
    expect(epochOf(bytes)).toBe(0);
    bytes.writeUInt16BE(258, 3);
    expect(epochOf(bytes)).toBe(258);
    expect(epochOf(bytes.subarray(0, 12))).toBeUndefined();
  });
});
