/** What is wrong with bytes that arrived. */
export type FlowFault = 'missing' | 'doubled' | 'changed' | 'surplus' | 'joined' | 'split';

/** One direction of a connection: what was sent is expected to arrive, whole and in order. */
export interface ByteFlow {
  /** Bytes that were sent. */
  readonly expectedSize: number;
  /** Bytes that arrived rightly. */
  readonly arrivedSize: number;
  readonly isComplete: boolean;
  /** Bytes are about to be sent. */
  expect(bytes: Buffer): void;
  /** The next bytes that are expected, at most `size` of them. */
  pending(size: number): Buffer;
  /** Takes in bytes that arrived; tells what is wrong with them, if anything is. */
  arrive(bytes: Buffer): FlowFault | undefined;
}

/** The first `size` bytes of these pieces together. */
export function firstBytes(pieces: readonly Buffer[], size: number): Buffer {
  const parts: Buffer[] = [];
  for (let index = 0, left = size; left > 0 && index < pieces.length; index += 1) {
    const part = (pieces[index] as Buffer).subarray(0, left);
    parts.push(part);
    left -= part.length;
  }
  return Buffer.concat(parts);
}
