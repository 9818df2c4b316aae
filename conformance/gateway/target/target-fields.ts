import { isIPv4, isIPv6 } from 'node:net';
import * as z from 'zod';
import type { Address } from './target.ts';

const milliseconds = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** A value with a reader of its own, which returns undefined for what it refuses. */
export function field<Value>(expected: string, read: (value: unknown) => Value | undefined) {
  return z.unknown().transform((value, context): Value => {
    const found = read(value);
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: `expected ${expected}` });
    return z.NEVER;
  });
}

/** `host:port` or `[v6]:port`, to connect to or to listen on. */
export function address(example: string) {
  return field(`host:port, such as ${example}`, (value): Address | undefined => {
    const [, v6, name, digits] = /^(?:\[(.*)\]|([^:[\]]+)):(\d{1,5})$/.exec(asText(value)) ?? [];
    const [host, port] = [v6 ?? name ?? '', Number(digits)];
    const isHost = v6 === undefined ? isHostName(host) : isIPv6(host);
    return isHost && port >= 1 && port <= 65_535 ? { host, port } : undefined;
  });
}

/** A time such as `30s`, as milliseconds. A bare number is refused: it could be seconds or milliseconds. */
export function duration() {
  return field('a duration above 0 with its unit, such as 500ms, 30s or 2m', (value) => {
    const [, count, unit] = /^(\d{1,6})(ms|[smh])$/.exec(asText(value)) ?? [];
    const time = Number(count) * milliseconds[unit as keyof typeof milliseconds];
    return time > 0 ? time : undefined;
  });
}

/** How many there may be: few enough for the suite to have as many. */
export function count() {
  return field('a whole number from 2 to 100', (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 2 && value <= 100 ? value : undefined,
  );
}

/** A process of this machine. */
export function processId() {
  return field('the number of a process, such as 4711', (value) =>
    typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined,
  );
}

/** How often something may happen: few enough for the suite to do more. */
export function rate() {
  return field('a number per second from 1/s to 50/s, such as 5/s', (value) => {
    const [, digits] = /^(\d{1,2})\/s$/.exec(asText(value)) ?? [];
    const perSecond = Number(digits);
    return perSecond >= 1 && perSecond <= 50 ? perSecond : undefined;
  });
}

/** Bytes per second: few enough for the suite to send more. */
export function bytesRate() {
  return field('a size per second from 1KB/s to 1024KB/s, such as 256KB/s', (value) => {
    const [, digits, unit] = /^(\d{1,4})([KM]B)\/s$/.exec(asText(value)) ?? [];
    const bytes = Number(digits) * (unit === 'MB' ? 1_048_576 : 1_024);
    return bytes >= 1_024 && bytes <= 1_048_576 ? bytes : undefined;
  });
}

/** A text that is not empty. YAML reads bare digits as a number, hence the advice. */
export function text() {
  return field('a text that is not empty; put digits, true and false in quotes', nonEmpty);
}

/** One of a few words. */
export function choice<const Choice extends string>(...choices: readonly Choice[]) {
  return field(choices.join(' or '), (value) => choices.find((candidate) => candidate === value));
}

/** true or false. */
export function trueOrFalse() {
  return field('true or false', (value) => (typeof value === 'boolean' ? value : undefined));
}

/** A topic that can be published to. */
export function topic() {
  return field('a topic without + and #, such as forbidden/topic', (value) =>
    /[+#]/.test(asText(value)) ? undefined : nonEmpty(value),
  );
}

/** A filter that can be subscribed to. */
export function filter() {
  return field('a topic filter, such as forbidden/#', (value) => {
    const levels = asText(value).split('/');
    const isWhole = (level: string, index: number) =>
      level === '+' || (level === '#' && index === levels.length - 1) || !/[+#]/.test(level);
    return levels.every(isWhole) ? nonEmpty(value) : undefined;
  });
}

/** What stands before every topic, letter for letter. */
export function prefix() {
  return field('a fixed text without +, # and placeholders, such as devices/', (value) =>
    typeof value === 'string' && !/[+#]|\$\{/.test(value) ? value : undefined,
  );
}

/** A command, as one text or as a list of words. No shell reads it, so quotes would not mean what they seem to. */
export function command() {
  const expected =
    'a command without quotes, or a list of its words, in which digits, true and false stand in quotes';
  return field(expected, (value): readonly [string, ...string[]] | undefined => {
    const [program, ...rest]: readonly unknown[] = Array.isArray(value) ? value : wordsOf(asText(value));
    if (typeof program !== 'string' || program === '') return undefined;
    return rest.every((word) => typeof word === 'string') ? [program, ...rest] : undefined;
  });
}

function wordsOf(line: string): readonly string[] {
  return /["'`\\]/.test(line) ? [] : line.split(/\s+/).filter((word) => word !== '');
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function nonEmpty(value: unknown): string | undefined {
  return asText(value) === '' ? undefined : asText(value);
}

function isHostName(host: string): boolean {
  // Only digits and dots can be nothing but an IPv4 address.
  return /^[\d.]+$/.test(host) ? isIPv4(host) : /^\w(?:[\w.-]*\w)?$/.test(host);
}
