import { parseSize } from './parse-size.ts';
import type { Parsed } from './parsed.ts';

/** Reads `1MB/s` as bytes per second. */
export function parseBytesRate(value: unknown): Parsed<number> {
  const [, size] = /^(.*)\/s$/.exec(typeof value === 'string' ? value : '') ?? [];
  const parsed = parseSize(size);
  return 'problem' in parsed
    ? { problem: 'expected a size per second, from 1B/s to 2047MB/s, such as 64KB/s or 1MB/s' }
    : parsed;
}
