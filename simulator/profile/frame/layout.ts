import type { Fields } from '../device-profile.ts';
import { checksum } from './checksum.ts';
import { type FieldPart, isAmong, type Part } from './part.ts';

/** Writes a frame. Lengths and checksums are computed, whatever the fields say. */
export function encodeParts(parts: readonly Part[], fields: Fields): Buffer {
  const written = parts.map((part) => (part.kind === 'literal' ? part.bytes : encodeField(part, fields)));
  const among = (names: readonly string[]) =>
    Buffer.concat(written.filter((_, index) => isAmong(parts[index] as Part, names)));
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'field' || part.source.kind !== 'length') continue;
    written[index] = part.codec.encode(among(part.source.of).length + part.source.plus);
  }
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'field' || part.source.kind !== 'checksum') continue;
    written[index] = part.codec.encode(checksum(part.source.checksum, among(part.source.over)));
  }
  return Buffer.concat(written);
}

function encodeField({ name, codec, source }: FieldPart, fields: Fields): Buffer {
  if (source.kind === 'length' || source.kind === 'checksum') return Buffer.alloc(codec.size ?? 0);
  const value = fields[name];
  if (value === undefined) throw new RangeError(`the field ${name} has no value`);
  try {
    return codec.encode(value);
  } catch (cause) {
    throw new RangeError(`the field ${name}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** Reads a frame: undefined where a constant, a length or a checksum is another, or bytes are missing or left over. */
export function decodeParts(parts: readonly Part[], bytes: Buffer): Fields | undefined {
  const slices = slice(parts, bytes);
  if (slices === undefined) return undefined;
  const among = (names: readonly string[]) =>
    Buffer.concat(slices.filter((_, index) => isAmong(parts[index] as Part, names)));
  const fields: Record<string, string | number> = {};
  for (const [index, part] of parts.entries()) {
    const raw = slices[index] ?? Buffer.alloc(0);
    if (part.kind === 'literal') {
      if (!part.bytes.equals(raw)) return undefined;
      continue;
    }
    const value = part.codec.decode(raw);
    if (value === undefined) return undefined;
    const expected = expectedOf(part, among);
    if (expected !== undefined && String(expected) !== String(value)) return undefined;
    fields[part.name] = value;
  }
  return fields;
}

function expectedOf({ source }: FieldPart, among: (names: readonly string[]) => Buffer) {
  if (source.kind === 'constant') return source.value;
  if (source.kind === 'length') return among(source.of).length + source.plus;
  if (source.kind === 'checksum') return checksum(source.checksum, among(source.over));
  return undefined;
}

/** The bytes of each part. */
function slice(parts: readonly Part[], bytes: Buffer): readonly Buffer[] | undefined {
  const slices: Buffer[] = [];
  let at = 0;
  for (const index of parts.keys()) {
    const end = endOf(parts, index, bytes, at);
    if (end === undefined || end < at || end > bytes.length) return undefined;
    slices.push(bytes.subarray(at, end));
    at = end;
  }
  return at === bytes.length ? slices : undefined;
}

function endOf(parts: readonly Part[], index: number, bytes: Buffer, at: number): number | undefined {
  const size = sizeOf(parts[index] as Part);
  if (size !== undefined) return at + size;
  const after = parts.slice(index + 1).map(sizeOf);
  if (after.every((each) => each !== undefined))
    return bytes.length - after.reduce((sum: number, each) => sum + (each ?? 0), 0);
  const next = parts[index + 1];
  if (next?.kind !== 'literal') return undefined;
  const found = bytes.indexOf(next.bytes, at);
  return found < 0 ? undefined : found;
}

/** In bytes; undefined where it depends on the value. */
export function sizeOf(part: Part): number | undefined {
  return part.kind === 'literal' ? part.bytes.length : part.codec.size;
}
