import type { FieldValue } from '../device-profile.ts';

/** How a value is written in bytes. */
export interface Codec {
  /** In bytes; undefined where it depends on the value. */
  readonly size: number | undefined;
  encode(value: FieldValue): Buffer;
  /** Undefined for bytes that are no such value. */
  decode(bytes: Buffer): FieldValue | undefined;
}

export const integerTypes = [
  'uint8',
  'uint16',
  'uint24',
  'uint32',
  'int8',
  'int16',
  'int24',
  'int32',
] as const;
export type IntegerType = (typeof integerTypes)[number];

/** The lowest and the highest number of a type. */
export function rangeOf(type: IntegerType): readonly [lowest: number, highest: number] {
  const bits = Number(/\d+$/.exec(type)?.[0]);
  return type.startsWith('u') ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
}

/** A whole number. */
export function integerCodec(type: IntegerType, little: boolean): Codec {
  const size = Number(/\d+$/.exec(type)?.[0]) / 8;
  const signed = !type.startsWith('u');
  return {
    size,
    encode(value) {
      const [bytes, number] = [Buffer.alloc(size), Number(value)];
      const [lowest, highest] = rangeOf(type);
      if (!Number.isInteger(number) || number < lowest || number > highest)
        throw new RangeError(`${JSON.stringify(value)} is no ${type}`);
      if (little) signed ? bytes.writeIntLE(number, 0, size) : bytes.writeUIntLE(number, 0, size);
      else signed ? bytes.writeIntBE(number, 0, size) : bytes.writeUIntBE(number, 0, size);
      return bytes;
    },
    decode(bytes) {
      if (little) return signed ? bytes.readIntLE(0, size) : bytes.readUIntLE(0, size);
      return signed ? bytes.readIntBE(0, size) : bytes.readUIntBE(0, size);
    },
  };
}

/** Text in UTF-8; a shorter one is filled up with zeros where the size is fixed. */
export function textCodec(size: number | undefined): Codec {
  return {
    size,
    encode(value) {
      const bytes = Buffer.from(String(value));
      if (size === undefined) return bytes;
      if (bytes.length > size) throw new RangeError(`${JSON.stringify(value)} is longer than ${size} bytes`);
      return Buffer.concat([bytes], size);
    },
    decode(bytes) {
      const end = size === undefined ? -1 : bytes.indexOf(0);
      return bytes.subarray(0, end < 0 ? bytes.length : end).toString();
    },
  };
}

/** Two decimal digits in a byte. */
export function bcdCodec(size: number): Codec {
  return {
    size,
    encode(value) {
      const digits = String(value).padStart(size * 2, '0');
      if (!/^\d+$/.test(digits) || digits.length > size * 2)
        throw new RangeError(`${JSON.stringify(value)} is not of at most ${size * 2} digits`);
      return Buffer.from(digits, 'hex');
    },
    decode(bytes) {
      const digits = bytes.toString('hex');
      return /^\d*$/.test(digits) ? digits : undefined;
    },
  };
}

/** Bytes, whose value is their hex. */
export function bytesCodec(size: number | undefined): Codec {
  return {
    size,
    encode(value) {
      const hex = String(value).replaceAll(/\s/g, '');
      const bytes = Buffer.from(hex, 'hex');
      if (bytes.length * 2 !== hex.length || (size !== undefined && bytes.length !== size))
        throw new RangeError(`${JSON.stringify(value)} is no hex of ${size ?? 'whole'} bytes`);
      return bytes;
    },
    decode: (bytes) => bytes.toString('hex'),
  };
}
