import { isIPv6 } from 'node:net';
import type { HostPort } from '../configuration.ts';
import { parseBind } from '../parse-bind.ts';
import { parseCount } from '../parse-count.ts';
import { parseDuration } from '../parse-duration.ts';
import { parseRate } from '../parse-rate.ts';
import { parseSize } from '../parse-size.ts';
import type { Parsed } from '../parsed.ts';

/** Reads where to listen. Besides the forms of parseBind, EMQX has `:7993` and `::1:7993`. */
export function parseEmqxBind(value: unknown): Parsed<HostPort> {
  if (typeof value !== 'string') return parseBind(value);
  const text = value.replaceAll(' ', '');
  const [, host, port] = /^(.*):(\d+)$/.exec(text) ?? [];
  if (host === '') return parseBind(port);
  return parseBind(host !== undefined && isIPv6(host) ? `[${host}]:${port}` : text);
}

/** Reads a time. Without a unit it counts milliseconds, as in EMQX. */
export function parseEmqxDuration(value: unknown, least: 0 | 1 = 0): Parsed<number> {
  const bare = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
  return parseDuration(bare ? `${value}ms` : String(value).toLowerCase(), least);
}

/** Reads a size. Without a unit it counts bytes, as in EMQX. */
export function parseEmqxSize(value: unknown): Parsed<number> {
  return parseSize(typeof value === 'number' ? `${value}B` : value);
}

/** Reads a number of connections, or `infinity`. */
export function parseEmqxCount(value: unknown): Parsed<number> {
  return value === 'infinity' ? { value: 2 ** 31 - 1 } : parseCount(value);
}

/** Reads a number per second: `1000`, or `1000/s` as other listeners of EMQX have it. */
export function parseEmqxRate(value: unknown): Parsed<number> {
  return typeof value === 'string' && value.includes('/') ? parseRate(value) : parseCount(value);
}
