import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ByteStream } from './byte-stream.ts';

function streamOf(...sent: readonly string[]): ByteStream {
  const stream = new ByteStream();
  for (const text of sent) stream.expect(Buffer.from(text));
  return stream;
}

describe('ByteStream', () => {
  test.prop([
    fc.array(fc.uint8Array({ maxLength: 20 })),
    fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
  ])('takes what was sent, split anywhere else', (sent, sizes) => {
    const stream = new ByteStream();
    for (const bytes of sent) stream.expect(Buffer.from(bytes));
    const all = Buffer.concat(sent);
    for (let offset = 0, turn = 0; offset < all.length; turn += 1) {
      const size = sizes[turn % sizes.length] as number;
      expect(stream.arrive(all.subarray(offset, offset + size))).toBeUndefined();
      offset += size;
    }
    expect(stream.isComplete).toBe(true);
  });

  it('is incomplete until the last byte', () => {
    const stream = streamOf('abc');
    stream.arrive(Buffer.from('ab'));
    expect(stream.isComplete).toBe(false);
    stream.arrive(Buffer.from('c'));
    expect(stream.isComplete).toBe(true);
  });

  it('tells bytes that were left out', () => {
    expect(streamOf('abcdef').arrive(Buffer.from('cdef'))).toBe('missing');
  });

  it('tells bytes that came before', () => {
    const stream = streamOf('abc', 'def');
    stream.arrive(Buffer.from('abc'));
    expect(stream.arrive(Buffer.from('abc'))).toBe('doubled');
  });

  it('tells bytes that came before although nothing is due', () => {
    const stream = streamOf('abc');
    stream.arrive(Buffer.from('abc'));
    expect(stream.arrive(Buffer.from('bc'))).toBe('doubled');
  });

  it('tells bytes that nobody sent', () => {
    expect(streamOf('a').arrive(Buffer.from('ax'))).toBe('surplus');
  });

  it('tells bytes that were changed', () => {
    expect(streamOf('abc').arrive(Buffer.from('abx'))).toBe('changed');
  });
});
