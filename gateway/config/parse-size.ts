import type { Parsed } from './parsed.ts';

const bytes = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

/** gRPC keeps the length of a message in a signed 32-bit number. */
const largest = 2 ** 31 - 1;

/** Reads a size such as `64KB` as bytes. The units are powers of 1024, as in EMQX. */
export function parseSize(value: unknown): Parsed<number> {
  const [, count, unit] = /^(\d+)([KMG]?B)$/i.exec(typeof value === 'string' ? value : '') ?? [];
  if (count === undefined || unit === undefined || Number(count) === 0) {
    return { problem: 'expected a size above 0 with its unit, such as 512B, 64KB or 1MB' };
  }
  const size = Number(count) * bytes[unit.toUpperCase() as keyof typeof bytes];
  return size > largest ? { problem: 'expected a size of at most 2047MB' } : { value: size };
}
