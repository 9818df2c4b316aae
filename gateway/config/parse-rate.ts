import { parseCount } from './parse-count.ts';
import type { Parsed } from './parsed.ts';

/** Reads `1000/s` as a number per second. */
export function parseRate(value: unknown): Parsed<number> {
  const [, count] = /^(\d+)\/s$/.exec(typeof value === 'string' ? value : '') ?? [];
  const parsed = parseCount(count);
  return 'problem' in parsed ? { problem: 'expected a number per second from 1, such as 1000/s' } : parsed;
}
