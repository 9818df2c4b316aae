import type { Parsed } from './parsed.ts';

/** Reads the name of a pre-shared key, which a device says. */
export function parseIdentity(value: unknown): Parsed<string> {
  const fits = typeof value === 'string' && /^[^\0]+$/s.test(value) && Buffer.byteLength(value) <= 128;
  return fits ? { value } : { problem: 'expected a text of 1 to 128 bytes; put digits in quotes' };
}

/** Reads a pre-shared key, which a file has in hexadecimal. */
export function parseHexKey(value: unknown): Parsed<Uint8Array> {
  const fits = typeof value === 'string' && /^([\da-f]{2}){1,256}$/i.test(value);
  return fits
    ? { value: Buffer.from(value, 'hex') }
    : { problem: 'expected 1 to 256 bytes in hexadecimal, two digits each; put digits in quotes' };
}
