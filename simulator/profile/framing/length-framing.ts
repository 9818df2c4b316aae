import type { Framing, Split } from '../device-profile.ts';

/** Frames that tell their length, or have one that is always the same. */
export interface LengthFraming {
  readonly start: Buffer;
  readonly end: Buffer;
  /** The fewest bytes by which the size of the frame is known. */
  readonly header: number;
  /** The size of the whole frame in bytes, by its header. */
  readonly sizeOf: (header: Buffer) => number;
  readonly minimum: number;
  readonly maximum: number;
  readonly description: string;
}

export function createLengthFraming(options: LengthFraming): Framing {
  return {
    description: options.description,
    split(bytes, whole): Split {
      const pieces: { bytes: Buffer; isFrame: boolean }[] = [];
      let [at, skipped] = [0, 0];
      const flush = () => {
        if (skipped < at) pieces.push({ bytes: bytes.subarray(skipped, at), isFrame: false });
      };
      while (at < bytes.length) {
        const size = frameAt(options, bytes.subarray(at), whole);
        if (size === 'later') break;
        if (size === 0) {
          at += 1;
          continue;
        }
        flush();
        pieces.push({ bytes: bytes.subarray(at, at + size), isFrame: true });
        at += size;
        skipped = at;
      }
      flush();
      return { pieces, rest: bytes.subarray(at) };
    },
  };
}

/** The size of the frame with which the bytes begin; 0 where they begin with none. */
function frameAt(options: LengthFraming, bytes: Buffer, whole: boolean): number | 'later' {
  const { start, end, header, sizeOf, minimum, maximum } = options;
  const missing = whole ? 0 : 'later';
  const beginning = bytes.subarray(0, start.length);
  if (!beginning.equals(start.subarray(0, beginning.length))) return 0;
  if (bytes.length < header) return missing;
  const size = sizeOf(bytes);
  if (size < minimum || size > maximum) return 0;
  if (bytes.length < size) return missing;
  return bytes.subarray(size - end.length, size).equals(end) ? size : 0;
}
