import type { Framing } from '../device-profile.ts';
import { integerCodec } from '../frame/codec.ts';
import { createDelimiterFraming } from '../framing/delimiter-framing.ts';
import type { Escape } from '../framing/escape.ts';
import { createLengthFraming } from '../framing/length-framing.ts';
import type { Problems } from './problems.ts';
import type { ProfileDefinition } from './schema.ts';

type FramingDefinition = ProfileDefinition['framing'];

/** How frames are cut, and what each of them has around its parts. */
export interface CompiledFraming {
  readonly framing: Framing;
  readonly start: Buffer;
  readonly end: Buffer;
  readonly escapes?: Escape;
}

export function compileFraming(definition: FramingDefinition, problems: Problems): CompiledFraming {
  const { delimiter, length, fixed, escape: replaced } = definition;
  const kinds = Object.entries({ delimiter, length, fixed }).flatMap(([key, value]) =>
    value === undefined ? [] : [key],
  );
  if (kinds.length !== 1) {
    const found = kinds.length === 0 ? 'none of them is there' : `there are ${kinds.join(' and ')}`;
    problems.add(['framing'], `it needs one of delimiter, length and fixed, and ${found}`);
  }
  const end = delimiter === undefined ? definition.end : delimiter;
  if (delimiter !== undefined && definition.end !== undefined)
    problems.add(['framing', 'end'], 'the delimiter is the end of a frame: remove one of them');
  if (replaced !== undefined && delimiter === undefined)
    problems.add(['framing', 'escape'], 'only frames with a delimiter have escapes: remove it');
  const around = { start: bytesOf(definition.start), end: bytesOf(end) };
  return {
    ...around,
    framing: framingOf(definition, around),
    ...(replaced === undefined
      ? {}
      : { escapes: replaced.map(({ byte, as }) => ({ byte: fromHex(byte)[0] ?? 0, as: fromHex(as) })) }),
  };
}

function framingOf(definition: FramingDefinition, { start, end }: { start: Buffer; end: Buffer }): Framing {
  const { length, fixed, maximum = 65_536 } = definition;
  if (length === undefined && fixed === undefined)
    return createDelimiterFraming({ start, delimiter: end, maximum });
  const minimum = definition.minimum ?? Math.max(1, start.length + end.length);
  if (length === undefined) {
    const size = fixed ?? 1;
    const description = `each frame has ${size} bytes`;
    return createLengthFraming({
      start,
      end,
      header: 1,
      sizeOf: () => size,
      minimum: size,
      maximum: size,
      description,
    });
  }
  const { at, type, endian, plus = 0 } = length;
  const codec = integerCodec(type, endian === 'little');
  const header = at + (codec.size ?? 0);
  const description = `the size of a frame is the ${type} at byte ${at}${plus === 0 ? '' : ` plus ${plus}`}, at most ${maximum} bytes`;
  const sizeOf = (bytes: Buffer) => Number(codec.decode(bytes.subarray(at))) + plus;
  return createLengthFraming({
    start,
    end,
    header,
    sizeOf,
    minimum: Math.max(minimum, header),
    maximum,
    description,
  });
}

function bytesOf(value: string | { readonly hex: string } | undefined): Buffer {
  if (value === undefined) return Buffer.alloc(0);
  return typeof value === 'string' ? Buffer.from(value) : fromHex(value.hex);
}

function fromHex(text: string): Buffer {
  return Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
}
