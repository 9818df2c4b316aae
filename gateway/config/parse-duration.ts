import type { Parsed } from './parsed.ts';

const milliseconds = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Node's timers hold no more; a longer one would fire at once. */
const longest = 2 ** 31 - 1;

/**
 * Reads a time such as `30s` or, as EMQ X 4 has it, `1h30m`, as milliseconds. A bare number is
 * refused, because files and programs disagree on what it counts; only 0 needs no unit.
 *
 * @param least The smallest number of milliseconds allowed: 0, or 1 where a time is needed.
 */
export function parseDuration(value: unknown, least: 0 | 1 = 0): Parsed<number> {
  const time = value === 0 || value === '0' ? 0 : timeOf(value);
  if (time === undefined) {
    return { problem: 'expected a duration with its unit, such as 30s, 15000ms, 2m or 1h' };
  }
  if (time < least) {
    return { problem: 'expected a duration above 0, such as 30s' };
  }
  return time > longest ? { problem: 'expected a duration of at most 24d' } : { value: time };
}

function timeOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^(?:\d+(?:ms|[smhd]))+$/.test(value)) {
    return undefined;
  }
  let time = 0;
  for (const [, count, unit] of value.matchAll(/(\d+)(ms|[smhd])/g)) {
    time += Number(count) * milliseconds[unit as keyof typeof milliseconds];
  }
  return time;
}
