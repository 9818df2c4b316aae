/** Bytes that may not stand in a frame, and what stands for them. */
export type Escape = readonly { readonly byte: number; readonly as: Buffer }[];

/** Writes and reads the inside of frames with escapes. */
export function withEscapes(escapes: Escape | undefined): {
  readonly encode: (bytes: Buffer) => Buffer;
  /** Undefined where something stands in it that stands for nothing. */
  readonly decode: (bytes: Buffer) => Buffer | undefined;
} {
  if (escapes === undefined) return { encode: (bytes) => bytes, decode: (bytes) => bytes };
  const marks = new Map(escapes.map(({ byte, as }) => [byte, as]));
  return {
    encode: (bytes) => Buffer.concat([...bytes].map((byte) => marks.get(byte) ?? Buffer.of(byte))),
    decode: (bytes) => readEscapes(bytes, escapes),
  };
}

function readEscapes(bytes: Buffer, escapes: Escape): Buffer | undefined {
  const read: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const mark = escapes.find(({ as }) => bytes.subarray(at, at + as.length).equals(as));
    const byte = bytes[at] ?? 0;
    if (mark === undefined && escapes.some((each) => each.byte === byte)) return undefined;
    read.push(mark?.byte ?? byte);
    at += mark?.as.length ?? 1;
  }
  return Buffer.from(read);
}
