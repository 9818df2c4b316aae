import type { Parsed } from '../parsed.ts';

/** Reads true and false, in quotes or not. */
export function parseSwitch(value: unknown): Parsed<boolean> {
  const text = String(value);
  return text === 'true' || text === 'false'
    ? { value: text === 'true' }
    : { problem: 'expected true or false' };
}
