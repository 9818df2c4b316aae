import type {
  FieldDefinition,
  FrameDefinition,
  PartDefinition,
  ValuesDefinition,
} from '../definition/schema.ts';
import { integerCodec } from '../frame/codec.ts';
import type { Captured } from './capture.ts';
import { guessChecksum } from './guess-checksum.ts';
import type { GuessedFraming } from './guess-framing.ts';
import type { GuessedFrame, GuessedFrames } from './guessed-frame.ts';

/** Guessed frames, and what each of them has around its own. */
export interface GuessedBinary extends GuessedFrames {
  readonly envelope: readonly (PartDefinition | 'content')[];
}

/** More values of one byte than this do not tell kinds of frames apart. */
const mostKinds = 16;

/** A frame cut into what all have and what is its own. */
interface Cut {
  readonly from: Captured['from'];
  readonly kind: number | undefined;
  readonly content: Buffer;
  readonly serial: number | undefined;
  /** That of the last frame of the device. */
  readonly asked: number | undefined;
}

/** Guesses the kinds of binary frames, a counter and a checksum. */
export function guessBinaryFrames(frames: readonly Captured[], framing: GuessedFraming): GuessedBinary {
  const header = headerOf(framing);
  const endSize =
    framing.kind === 'fixed' ? 0 : (framing.kind === 'length' ? framing.end : framing.delimiter).length;
  const bytes = frames.map((frame) => frame.bytes);
  const beginnings = framing.kind === 'length' ? [framing.at, header] : [header];
  const sum = guessChecksum(bytes, beginnings, endSize);
  const sumSize = sum === undefined ? 0 : (integerCodec(sum.type, false).size ?? 0);
  const inner = bytes.map((each) => each.subarray(header, each.length - endSize - sumSize));
  const hasKind =
    new Set(inner.map((each) => each[0])).size <= mostKinds && inner.every(({ length }) => length > 0);
  const counted = countedSize(frames, inner, hasKind ? 1 : 0);
  let asked: number | undefined;
  const cuts = frames.map(({ from }, index): Cut => {
    const each = inner[index] ?? Buffer.alloc(0);
    const serial = counted === 0 ? undefined : each.readUIntBE(each.length - counted, counted);
    const cut = {
      from,
      kind: hasKind ? each[0] : undefined,
      content: each.subarray(hasKind ? 1 : 0, each.length - counted),
      serial,
      asked,
    };
    if (from === 'device') asked = serial;
    return cut;
  });
  const own = [...(hasKind ? ['kind'] : []), 'content', ...(counted === 0 ? [] : ['serial'])];
  const fields: (FieldDefinition | 'content')[] = [
    ...(hasKind ? [{ field: 'kind', type: 'uint8' } as const] : []),
    'content',
    ...(counted === 0
      ? []
      : [{ field: 'serial', type: counted === 1 ? 'uint8' : 'uint16', counter: true } as const]),
    ...(sum === undefined
      ? []
      : [
          {
            field: 'checksum',
            type: sum.type,
            ...(sum.little ? { endian: 'little' as const } : {}),
            checksum: sum.name,
            over: framing.kind === 'length' && sum.from === framing.at ? ['length', ...own] : own,
          },
        ]),
  ];
  const listed = [...own, ...(sum === undefined ? [] : ['checksum'])];
  const envelope = [...lengthField(framing, listed, header + endSize), ...fields];
  return { ...kindsOf(cuts, counted > 0), envelope };
}

function headerOf(framing: GuessedFraming): number {
  if (framing.kind !== 'length') return 0;
  return framing.at + (integerCodec(framing.type, false).size ?? 1);
}

function lengthField(
  framing: GuessedFraming,
  listed: readonly string[],
  around: number,
): readonly PartDefinition[] {
  if (framing.kind !== 'length') return [];
  const { at, start, type, little, plus } = framing;
  const more = around - plus;
  return [
    ...(at > start.length ? [{ field: 'head', type: 'bytes', size: at - start.length } as const] : []),
    {
      field: 'length',
      type,
      ...(little ? { endian: 'little' as const } : {}),
      length: [...listed],
      ...(more === 0 ? {} : { plus: more }),
    },
  ];
}

/** The size of a number before the checksum that rises by one with each frame of the device; 0 where there is none. */
function countedSize(frames: readonly Captured[], inner: readonly Buffer[], before: number): number {
  const ofDevice = inner.filter((_, index) => frames[index]?.from === 'device');
  const size = [2, 1].find(
    (each) =>
      ofDevice.length > 1 &&
      inner.every(({ length }) => length >= before + each) &&
      ofDevice.every((frame, index) => {
        const value = frame.readUIntBE(frame.length - each, each);
        const last = ofDevice[index - 1];
        return last === undefined || value === last.readUIntBE(last.length - each, each) + 1;
      }),
  );
  return size ?? 0;
}

function kindsOf(cuts: readonly Cut[], counted: boolean): GuessedFrames {
  const names = cuts.map(({ from, kind }) => {
    const base = kind === undefined ? 'frame' : `x${kind.toString(16).padStart(2, '0')}`;
    return from === 'device' ? base : `${base}Reply`;
  });
  const frames = [...new Set(names)].map((name): GuessedFrame => {
    const ownCuts = cuts.filter((_, index) => names[index] === name);
    return frameOf(name, ownCuts, name === names[0], counted);
  });
  return { frames, kinds: names };
}

function frameOf(name: string, cuts: readonly Cut[], isLogin: boolean, counted: boolean): GuessedFrame {
  const [first] = cuts;
  const from = first?.from ?? 'device';
  const contents = cuts.map(({ content }) => content);
  const sizes = contents.map(({ length }) => length);
  const identity: Record<string, ValuesDefinition> = {};
  const [shortest, longest] = [Math.min(...sizes), Math.max(...sizes)];
  const content: PartDefinition[] = [];
  if (isLogin && longest > 0) {
    identity.id = { hex: [shortest, longest] };
    content.push({
      field: 'id',
      type: 'bytes',
      ...(shortest === longest ? { size: longest } : {}),
      value: referenceTo('id'),
    });
  } else if (shortest === longest) content.push(...partsOf(contents, from));
  else content.push(openField(from, shortest, longest));
  const isEcho = counted && from === 'handler' && cuts.every(({ serial, asked }) => serial === asked);
  const set = {
    ...(first?.kind === undefined ? {} : { kind: first.kind }),
    ...(isEcho ? { serial: referenceTo('request.serial') } : {}),
  };
  const definition: FrameDefinition = {
    from,
    ...(Object.keys(set).length === 0 ? {} : { set }),
    ...(content.length === 0 ? {} : { content }),
  };
  return { name, definition, identity };
}

function openField(from: Captured['from'], shortest: number, longest: number): PartDefinition {
  const field = { field: 'data', type: 'bytes' } as const;
  return from === 'handler'
    ? { ...field, any: true }
    : { ...field, values: { hex: [shortest, Math.max(1, longest)] } };
}

/** Bytes that were always the same, and between them what was not. Of a single frame nobody knows. */
function partsOf(contents: readonly Buffer[], from: Captured['from']): readonly PartDefinition[] {
  const [first = Buffer.alloc(0)] = contents;
  const isSame = (at: number) => contents.length > 1 && contents.every((each) => each[at] === first[at]);
  const parts: PartDefinition[] = [];
  for (let at = 0; at < first.length; ) {
    const same = isSame(at);
    let end = at + 1;
    while (end < first.length && isSame(end) === same) end += 1;
    if (same) parts.push({ hex: first.subarray(at, end).toString('hex') });
    else
      parts.push({
        field: `data${at}`,
        type: 'bytes',
        size: end - at,
        ...(from === 'handler' ? { any: true as const } : {}),
      });
    at = end;
  }
  return parts;
}

function referenceTo(name: string): string {
  return `\${${name}}`;
}
