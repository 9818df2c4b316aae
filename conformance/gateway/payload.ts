/** Bytes that a scenario sends: their number and what they are made from. */
export interface Payload {
  readonly size: number;
  /** Equal salts give equal bytes. */
  readonly salt: number;
}

/** The bytes: every value from 0 to 255 turns up, NUL and broken UTF-8 among them. */
export function bytesOf({ size, salt }: Payload): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let state = (salt * 2654435761 + 0x9e3779b9) >>> 0;
  for (let index = 0; index < size; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state & 0xff;
  }
  return bytes;
}

/** The first bytes in hexadecimal, for people. */
export function preview(bytes: Uint8Array): string {
  const shown = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8)).toString('hex');
  return `${bytes.length} B ${shown}${bytes.length > 8 ? '…' : ''}`;
}
