import type { Parsed } from '../parsed.ts';

/** Reads on, off, true and false. */
export function parseSwitch(value: string): Parsed<boolean> {
  if (value === 'on' || value === 'true') {
    return { value: true };
  }
  return value === 'off' || value === 'false'
    ? { value: false }
    : { problem: 'expected on, off, true or false' };
}
