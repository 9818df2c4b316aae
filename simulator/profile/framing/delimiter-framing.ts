import type { Framing, Split } from '../device-profile.ts';

/** Frames that end in a delimiter, such as lines; where they have a start of their own, what stands before it is none. */
export interface DelimiterFraming {
  readonly start: Buffer;
  readonly delimiter: Buffer;
  /** The longest frame, with its delimiter, in bytes. */
  readonly maximum: number;
}

export function createDelimiterFraming({ start, delimiter, maximum }: DelimiterFraming): Framing {
  const words = start.length === 0 ? '' : `begin with ${start.toString('hex')} and `;
  return {
    description: `frames ${words}end in ${delimiter.toString('hex')}, and have at most ${maximum} bytes`,
    split(bytes, whole): Split {
      const pieces: { bytes: Buffer; isFrame: boolean }[] = [];
      let rest = bytes;
      while (rest.length > 0) {
        const begin = rest.indexOf(start);
        const skipped = begin < 0 ? rest.length - (whole ? 0 : begunOf(rest, start)) : begin;
        if (skipped > 0) pieces.push({ bytes: rest.subarray(0, skipped), isFrame: false });
        rest = rest.subarray(skipped);
        const end = begin < 0 ? -1 : rest.indexOf(delimiter, start.length);
        if (end < 0) break;
        const size = end + delimiter.length;
        pieces.push({ bytes: rest.subarray(0, size), isFrame: size <= maximum });
        rest = rest.subarray(size);
      }
      if (rest.length === 0 || (!whole && rest.length <= maximum)) return { pieces, rest };
      return { pieces: [...pieces, { bytes: rest, isFrame: false }], rest: rest.subarray(rest.length) };
    },
  };
}

/** How many of the last bytes may be the beginning of a start whose end has not come. */
function begunOf(bytes: Buffer, start: Buffer): number {
  for (let size = Math.min(start.length - 1, bytes.length); size > 0; size -= 1)
    if (bytes.subarray(bytes.length - size).equals(start.subarray(0, size))) return size;
  return 0;
}
