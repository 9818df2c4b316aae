import type { Parsed } from './parsed.ts';

const highest = 2 ** 31 - 1;

/** Reads a whole number from 1. */
export function parseCount(value: unknown): Parsed<number> {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= highest
    ? { value: count }
    : { problem: `expected a whole number from 1 to ${highest}` };
}
