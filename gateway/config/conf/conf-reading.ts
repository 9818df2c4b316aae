import { displayValue } from '../display-value.ts';
import type { NamedBind } from '../overlapping-binds.ts';
import type { Parsed } from '../parsed.ts';
import type { Problem } from '../problem.ts';
import type { Setting } from './settings.ts';

/** A file while it is read: its settings, and what is found to be wrong with them. */
export interface ConfReading {
  /** The folder that relative file names count from. */
  readonly folder: string;
  readonly settings: ReadonlyMap<string, Setting>;
  readonly problems: Problem[];
  readonly warnings: Problem[];
  /** By protocol: a port of TCP is none of UDP. */
  readonly binds: { readonly tcp: NamedBind[]; readonly udp: NamedBind[] };
}

/** The value of a key; the fallback where it is missing, or wrong and thereby a problem. */
export function take<Value>(
  reading: ConfReading,
  key: string,
  parse: (value: string) => Parsed<Value>,
  fallback: Value,
): Value {
  const setting = reading.settings.get(key);
  if (setting === undefined) {
    return fallback;
  }
  const parsed = parse(setting.value);
  if ('problem' in parsed) {
    const text = `${key} is ${displayValue(setting.value)}: ${parsed.problem}`;
    reading.problems.push({ line: setting.line, text });
    return fallback;
  }
  return parsed.value;
}
