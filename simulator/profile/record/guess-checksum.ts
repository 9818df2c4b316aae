import { type ChecksumName, checksum, checksumNames } from '../frame/checksum.ts';
import { integerCodec } from '../frame/codec.ts';

/** A checksum at the end of what frames say. */
export interface GuessedChecksum {
  readonly name: ChecksumName;
  readonly type: 'uint8' | 'uint16' | 'uint32';
  readonly little: boolean;
  /** Where what it is about begins. */
  readonly from: number;
}

/** Fewer frames than this agree with a checksum of one byte by chance. */
const fewest = 3;

/** The checksum that all frames end with, before their constant end; undefined where there is none. */
export function guessChecksum(
  frames: readonly Buffer[],
  beginnings: readonly number[],
  endSize: number,
): GuessedChecksum | undefined {
  if (frames.length < fewest) return undefined;
  for (const name of checksumNames)
    for (const little of [false, true])
      for (const from of beginnings) {
        const type = name === 'crc32' ? 'uint32' : name.startsWith('crc16') ? 'uint16' : 'uint8';
        const { decode, size = 1 } = integerCodec(type, little);
        const isRight = (frame: Buffer) => {
          const at = frame.length - endSize - size;
          return (
            at > from &&
            Number(decode(frame.subarray(at, at + size))) === checksum(name, frame.subarray(from, at))
          );
        };
        if (frames.every(isRight)) return { name, type, little, from };
      }
  return undefined;
}
