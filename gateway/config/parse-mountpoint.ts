import type { Parsed } from './parsed.ts';
import { refusePlaceholder } from './refuse-placeholder.ts';

/** Reads the prefix of every topic. It becomes part of topics, so it holds no wildcard. */
export function parseMountpoint(value: unknown): Parsed<string> {
  if (typeof value !== 'string' || /[+#\0]/.test(value)) {
    return { problem: 'expected a text without + and #, such as devices/' };
  }
  return refusePlaceholder(value);
}
