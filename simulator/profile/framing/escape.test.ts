import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { withEscapes } from './escape.ts';

const { encode, decode } = withEscapes([
  { byte: 0x7e, as: Buffer.of(0x7d, 0x02) },
  { byte: 0x7d, as: Buffer.of(0x7d, 0x01) },
]);

it.prop([fc.uint8Array()])('writes what it can read, without the bytes that may not stand there', (bytes) => {
  const written = encode(Buffer.from(bytes));
  expect(written.includes(0x7e)).toBe(false);
  expect(decode(written)).toEqual(Buffer.from(bytes));
});

it('reads nothing where an escape stands for nothing', () => {
  expect(decode(Buffer.of(1, 0x7d, 9))).toBeUndefined();
  expect(decode(Buffer.of(0x7e))).toBeUndefined();
});
