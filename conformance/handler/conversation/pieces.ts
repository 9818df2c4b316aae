import fc from 'fast-check';
import type { Piece } from './step.ts';

/** As much as a gateway reads at once. */
const hugeSize = 64 * 1024;

/** What devices may send, sensible or not: samples as they are and broken ones, and whatever no device would send. */
export function pieces(samples: readonly Uint8Array[]): fc.Arbitrary<Piece> {
  const strange = fc.oneof(
    { weight: 3, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 40 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 255 }).map((byte) => Uint8Array.of(byte)) },
    { weight: 3, arbitrary: lines },
    { weight: 2, arbitrary: lengthFields },
    { weight: 1, arbitrary: noText },
    { weight: 1, arbitrary: huge },
    ...(samples.length > 0 ? [{ weight: 6, arbitrary: mutated(samples) }] : []),
  );
  const asStrange = strange.map((bytes) => ({ bytes, strange: true }));
  if (samples.length === 0) return asStrange;
  const whole = fc.constantFrom(...samples).map((bytes) => ({ bytes, strange: false }));
  return fc.oneof({ weight: 4, arbitrary: whole }, { weight: 6, arbitrary: asStrange });
}

/** Text as many protocols have it, and nearly so. */
const lines = fc
  .tuple(
    fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.json({ maxDepth: 2 }),
      fc.constantFrom('{', '{}', '[]', 'null', '{"type":null}', '{"a":', '0', '-1', 'NaN', '%s%n', '\u0000'),
    ),
    fc.constantFrom('\n', '\r\n', '', '\u0000', '\n\n'),
  )
  .map(([text, end]) => Buffer.from(text + end))
  .filter((bytes) => bytes.length > 0);

/** Lengths that are nothing, everything, or below nothing, behind a byte or two that may begin a frame. */
const lengthFields = fc
  .tuple(
    fc.uint8Array({ maxLength: 3 }),
    fc.constantFrom([0], [0, 0], [255], [255, 255], [0, 0, 0, 0], [255, 255, 255, 255], [128, 0], [127, 255]),
    fc.uint8Array({ maxLength: 12 }),
  )
  .map(([head, length, tail]) => Buffer.from([...head, ...length, ...tail]));

/** Bytes that are no UTF-8. */
const noText = fc
  .constantFrom([0xff, 0xfe], [0xc3, 0x28], [0xf0, 0x9f], [0xed, 0xa0, 0x80], [0x80])
  .chain((bad) => fc.constantFrom([], [0x0a]).map((end) => Buffer.from([...bad, ...end])));

const huge = fc
  .constantFrom([0x41, hugeSize], [0xff, hugeSize], [0x7b, hugeSize], [0x00, 4_096], [0x0a, 1_024])
  // Where each byte may be a frame of its own there are fewer of them: each may be answered.
  .map(([byte, size]) => Buffer.alloc(size ?? 0, byte) as Uint8Array);

type Change =
  | { readonly kind: 'cut' | 'tail' | 'double' }
  | { readonly kind: 'set' | 'insert' | 'length'; readonly byte: number };

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom<Change>({ kind: 'cut' }, { kind: 'tail' }, { kind: 'double' }),
  fc.record({ kind: fc.constant('set' as const), byte: fc.constantFrom(0, 0xff, 0x0a, 0x7f, 0x80) }),
  fc.record({ kind: fc.constant('insert' as const), byte: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ kind: fc.constant('length' as const), byte: fc.constantFrom(0, 0xff) }),
);

/** Samples with something missing, doubled or changed. */
function mutated(samples: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const buffers = samples.map((sample) => Buffer.from(sample));
  return fc
    .tuple(fc.constantFrom(...buffers), fc.nat(), changes)
    .map(([sample, place, change]) => mutate(sample, place % sample.length, change));
}

function mutate(sample: Buffer, at: number, change: Change): Uint8Array {
  const [head, tail] = [sample.subarray(0, at), sample.subarray(at)];
  switch (change.kind) {
    case 'cut':
      return at === 0 ? sample.subarray(0, 1) : head;
    case 'tail':
      return tail;
    case 'double':
      return Buffer.concat([sample, sample]);
    case 'set':
      return Buffer.concat([head, Buffer.of(change.byte), tail.subarray(1)]);
    case 'insert':
      return Buffer.concat([head, Buffer.of(change.byte), tail]);
    case 'length':
      return Buffer.concat([head, Buffer.of(change.byte, change.byte), tail.subarray(2)]);
  }
}
