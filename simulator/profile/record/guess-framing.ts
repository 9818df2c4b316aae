import { integerCodec } from '../frame/codec.ts';

/** How bytes may be cut into frames. */
export type GuessedFraming =
  | { readonly kind: 'delimiter'; readonly delimiter: Buffer }
  | {
      readonly kind: 'length';
      readonly start: Buffer;
      readonly end: Buffer;
      readonly at: number;
      readonly type: LengthType;
      readonly little: boolean;
      /** What the length does not count. */
      readonly plus: number;
    }
  | { readonly kind: 'fixed'; readonly size: number };

export type LengthType = 'uint8' | 'uint16' | 'uint32';

const newlines = [Buffer.from('\r\n'), Buffer.from('\n'), Buffer.from('\r')];
/** A length stands near the beginning, and leaves out no more than this. */
const lastPlace = 8;
const mostPlus = 32;
/** A constant end longer than this belongs to what is said. */
const longestEnd = 2;

/** Guesses by what the reads of a session have in common; undefined where there is nothing. */
export function guessFraming(reads: readonly Buffer[]): GuessedFraming | undefined {
  const newline = newlines.find((each) => endsAll(reads, each));
  if (newline !== undefined && reads.every(isText)) return { kind: 'delimiter', delimiter: newline };
  const length = guessLength(reads);
  if (length !== undefined) return length;
  const last = reads[0]?.subarray(-1);
  if (last !== undefined && reads.every((read) => read.indexOf(last) === read.length - 1))
    return { kind: 'delimiter', delimiter: last };
  const sizes = new Set(reads.map(({ length: size }) => size));
  const [size] = sizes;
  return sizes.size === 1 && size !== undefined ? { kind: 'fixed', size } : undefined;
}

function guessLength(reads: readonly Buffer[]): GuessedFraming | undefined {
  if (new Set(reads.map(({ length }) => length)).size < 2) return undefined;
  for (let at = 0; at < lastPlace; at += 1)
    for (const type of ['uint8', 'uint16', 'uint32'] as const)
      for (const little of type === 'uint8' ? [false] : [false, true]) {
        const { decode, size = 1 } = integerCodec(type, little);
        if (reads.some((read) => read.length < at + size)) continue;
        const rest = reads.map((read) => read.length - Number(decode(read.subarray(at))));
        const [plus = -1] = rest;
        if (plus < 0 || plus > mostPlus || rest.some((each) => each !== plus)) continue;
        const start = commonStart(reads).subarray(0, at);
        return { kind: 'length', start, end: commonEnd(reads, at + size), at, type, little, plus };
      }
  return undefined;
}

function endsAll(reads: readonly Buffer[], end: Buffer): boolean {
  return reads.every((read) => read.subarray(-end.length).equals(end));
}

function isText(bytes: Buffer): boolean {
  return !bytes.toString().includes('\u{fffd}') && !/[^\t\n\r\u{20}-\u{10ffff}]/u.test(bytes.toString());
}

/** The bytes with which all begin. */
export function commonStart(all: readonly Buffer[]): Buffer {
  const [first = Buffer.alloc(0), ...others] = all;
  const different = first.findIndex((byte, index) => others.some((each) => each[index] !== byte));
  const shortest = Math.min(...all.map(({ length }) => length));
  return first.subarray(0, different < 0 ? shortest : Math.min(different, shortest));
}

function commonEnd(reads: readonly Buffer[], header: number): Buffer {
  const shortest = Math.min(...reads.map(({ length }) => length));
  for (let size = Math.min(longestEnd, shortest - header); size > 0; size -= 1) {
    const end = reads[0]?.subarray(-size);
    if (end !== undefined && endsAll(reads, end)) return end;
  }
  return Buffer.alloc(0);
}
