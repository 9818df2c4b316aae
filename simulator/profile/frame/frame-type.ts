import fc from 'fast-check';
import type { Fields, FieldValue, FrameContext, FrameType } from '../device-profile.ts';
import { type Escape, withEscapes } from '../framing/escape.ts';
import { decodeParts, encodeParts } from './layout.ts';
import type { FieldPart, Part } from './part.ts';

/** What a frame of parts is made of. */
export interface FrameShape {
  readonly name: string;
  readonly from: FrameType['from'];
  readonly parts: readonly Part[];
  /** Values that stand in the templates of the frame, and in no field of their own. */
  readonly values?: Readonly<Record<string, fc.Arbitrary<FieldValue>>>;
  /** What frames begin and end with, and what may not stand between. */
  readonly start: Buffer;
  readonly end: Buffer;
  readonly escapes?: Escape;
}

/** A type of frame from its parts. */
export function createFrameType({
  name,
  from,
  parts,
  values = {},
  start,
  end,
  escapes,
}: FrameShape): FrameType {
  const fields = parts.filter((part): part is FieldPart => part.kind === 'field');
  const chosen = fields.flatMap(({ name: field, source }) =>
    source.kind === 'chosen' ? [[field, source.values] as const] : [],
  );
  // A handler counts what it sends by itself: what its counter says is nothing that the profile could know.
  const isOwn = ({ source }: FieldPart) =>
    source.kind === 'any' || (from === 'handler' && source.kind === 'counter');
  const own = fields.filter(isOwn);
  const filled = fields.filter((field) => !isOwn(field));
  const { encode, decode } = withEscapes(escapes);
  return {
    name,
    from,
    values: fc.record({ ...values, ...Object.fromEntries(chosen) }, { noNullPrototype: true }),
    varying: new Set(own.map((field) => field.name)),
    complete: (given, context) => complete(filled, given, context),
    encode: (given) => Buffer.concat([start, encode(encodeParts(parts, given)), end]),
    decode(bytes) {
      const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (whole.length < start.length + end.length) return undefined;
      const [head, tail] = [whole.subarray(0, start.length), whole.subarray(whole.length - end.length)];
      if (!head.equals(start) || !tail.equals(end)) return undefined;
      const inner = decode(whole.subarray(start.length, whole.length - end.length));
      return inner && decodeParts(parts, inner);
    },
  };
}

function complete(fields: readonly FieldPart[], given: Fields, context: FrameContext): Fields {
  const all: Record<string, FieldValue> = { ...given };
  for (const { name, source } of fields) {
    if (name in given) continue;
    if (source.kind === 'constant') all[name] = source.value;
    if (source.kind === 'counter') all[name] = context.counter % source.modulus;
    if (source.kind === 'template') all[name] = source.template.value(context, all);
  }
  return all;
}
