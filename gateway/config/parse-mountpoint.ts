import type { Parsed } from './parsed.ts';

/**
 * Reads the prefix of every topic. It becomes part of topics, so it holds no wildcard. Of the
 * placeholders of EMQX it may hold those that the gateway fills in when a client authenticates.
 */
export function parseMountpoint(value: unknown): Parsed<string> {
  if (typeof value !== 'string' || /[+#\0]/.test(value)) {
    return { problem: 'expected a text without + and #, such as devices/' };
  }
  // Taken literally, clients would share a prefix that was to keep them apart.
  return value.replace(/\$\{(?:clientid|username)\}/g, ' ').includes('${')
    ? { problem: `expected no other placeholders than $\{clientid} and $\{username}` }
    : { value };
}
