import type { Parsed } from './parsed.ts';

const [least, most] = [256, 16_384];

/** Reads the size of the largest datagram of a handshake, in bytes. */
export function parseMtu(value: unknown): Parsed<number> {
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  return fits ? { value } : { problem: `expected a number of bytes from ${least} to ${most}, such as 1400` };
}
