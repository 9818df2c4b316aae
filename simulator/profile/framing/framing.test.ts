import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Framing } from '../device-profile.ts';
import { createDelimiterFraming } from './delimiter-framing.ts';
import { createLengthFraming } from './length-framing.ts';

const lines = createDelimiterFraming({ start: Buffer.alloc(0), delimiter: Buffer.from('\r\n'), maximum: 64 });
const marked = createDelimiterFraming({
  start: Buffer.from('$$'),
  delimiter: Buffer.from('#'),
  maximum: 64,
});
const sized = createLengthFraming({
  start: Buffer.from('aa'),
  end: Buffer.from('z'),
  header: 3,
  sizeOf: (header) => (header[2] ?? 0) + 4,
  minimum: 4,
  maximum: 64,
  description: '',
});
const fixed = createLengthFraming({
  start: Buffer.alloc(0),
  end: Buffer.alloc(0),
  header: 1,
  sizeOf: () => 5,
  minimum: 5,
  maximum: 5,
  description: '',
});

const inner = fc.string({ unit: fc.constantFrom('x', 'y', '\r', '$', '1'), maxLength: 12 });
const kinds: readonly { name: string; framing: Framing; frame: (text: string) => Buffer }[] = [
  // A \r at its end would be taken for the one of the delimiter.
  { name: 'lines', framing: lines, frame: (text) => Buffer.from(`${text.replaceAll('\r', '')}\r\n`) },
  { name: 'start and end', framing: marked, frame: (text) => Buffer.from(`$$${text}#`) },
  {
    name: 'length',
    framing: sized,
    frame: (text) => Buffer.concat([Buffer.from('aa'), Buffer.of(text.length), Buffer.from(`${text}z`)]),
  },
  { name: 'fixed', framing: fixed, frame: (text) => Buffer.from(text.padEnd(5, 'x').slice(0, 5)) },
];

/** What comes of bytes that arrive in pieces, with what is left over between them. */
function splitAll(framing: Framing, bytes: Buffer, sizes: readonly number[]) {
  const found: string[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    const split = framing.split(Buffer.concat([rest, bytes.subarray(at, at + size)]), false);
    at += size;
    rest = split.rest;
    for (const piece of split.pieces) if (piece.isFrame) found.push(piece.bytes.toString('latin1'));
  }
  return { found, rest };
}

describe.each(kinds)('frames by $name', ({ framing, frame }) => {
  it.prop([fc.array(inner, { maxLength: 5 }), fc.array(fc.nat(7), { maxLength: 30 })])(
    'are the same, however they arrive',
    (texts, sizes) => {
      const frames = texts.map(frame);
      const { found, rest } = splitAll(framing, Buffer.concat(frames), sizes);
      expect(found).toEqual(frames.map((each) => each.toString('latin1')));
      expect(rest).toHaveLength(0);
    },
  );

  it.prop([fc.uint8Array({ maxLength: 80 }), fc.boolean()])('lose no byte of anything', (bytes, whole) => {
    const { pieces, rest } = framing.split(Buffer.from(bytes), whole);
    expect(Buffer.concat([...pieces.map((piece) => piece.bytes), rest])).toEqual(Buffer.from(bytes));
    if (whole) expect(rest).toHaveLength(0);
  });

  it('do not go on behind a datagram', () => {
    const bytes = frame('xyxyx');
    const { pieces, rest } = framing.split(bytes.subarray(0, -1), true);
    expect(rest).toHaveLength(0);
    expect(pieces.every(({ isFrame }) => !isFrame)).toBe(true);
  });
});

describe('what stands between frames', () => {
  it('is no frame, and a frame behind it is one', () => {
    for (const [framing, bytes] of [
      [marked, '??$$1#'],
      [sized, '??aa\u0001xz'],
    ] as const) {
      const { pieces } = framing.split(Buffer.from(bytes), false);
      expect(pieces.map(({ isFrame }) => isFrame)).toEqual([false, true]);
    }
  });

  it('is no frame either where a line is too long', () => {
    const { pieces } = lines.split(Buffer.from(`${'x'.repeat(70)}\r\ny\r\n`), false);
    expect(pieces.map(({ isFrame }) => isFrame)).toEqual([false, true]);
  });
});
