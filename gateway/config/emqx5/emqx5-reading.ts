import { displayKey, displayValue } from '../display-value.ts';
import { type HoconField, type HoconSection, plainValue } from '../hocon/hocon-value.ts';
import type { Place } from '../hocon/place.ts';
import type { NamedBind } from '../overlapping-binds.ts';
import type { Parsed } from '../parsed.ts';
import type { Problem } from '../problem.ts';

/** A file while it is read, and what is found to be wrong with it. */
export interface Emqx5Reading {
  /** The folder that relative file names count from. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly problems: Problem[];
  readonly warnings: Problem[];
  /** By protocol: a port of TCP is none of UDP. */
  readonly binds: { readonly tcp: NamedBind[]; readonly udp: NamedBind[] };
}

/** A section, and the path that leads to it. */
export interface NamedSection {
  readonly path: string;
  readonly section: HoconSection;
}

/** The path of a key in a section, as messages name it. */
export function pathOf({ path }: NamedSection, key: string): string {
  return path === '' ? displayKey(key) : `${path}.${displayKey(key)}`;
}

/** What stands under a key; undefined where it is missing, or null, which EMQX treats alike. */
export function fieldOf(parent: NamedSection | undefined, key: string): HoconField | undefined {
  const field = parent?.section.fields.get(key);
  return field?.value.kind === 'scalar' && field.value.value === null ? undefined : field;
}

/** The section under a key; undefined where there is none. */
export function sectionOf(parent: NamedSection | undefined, key: string): NamedSection | undefined {
  const value = fieldOf(parent, key)?.value;
  return parent !== undefined && value?.kind === 'section'
    ? { path: pathOf(parent, key), section: value }
    : undefined;
}

/** The value of a key; the fallback where it is missing, or wrong and thereby a problem. */
export function take<Value>(
  reading: Emqx5Reading,
  parent: NamedSection | undefined,
  key: string,
  parse: (value: unknown) => Parsed<Value>,
  fallback: Value,
): Value {
  const field = fieldOf(parent, key);
  if (parent === undefined || field === undefined) {
    return fallback;
  }
  const value = plainValue(field.value);
  const parsed = parse(value);
  if ('problem' in parsed) {
    const shown = isSecret(key, value) ? 'is not valid' : `is ${displayValue(value)}`;
    refuse(reading, field.value.place, `${pathOf(parent, key)} ${shown}: ${parsed.problem}`);
    return fallback;
  }
  return parsed.value;
}

/** The value of a key that must be there. */
export function takeRequired<Value>(
  reading: Emqx5Reading,
  parent: NamedSection,
  key: string,
  parse: (value: unknown) => Parsed<Value>,
  example: string,
): Value | undefined {
  if (fieldOf(parent, key) === undefined) {
    refuse(reading, parent.section.place, `${pathOf(parent, key)} is missing: add ${key} = ${example}`);
  }
  return take<Value | undefined>(reading, parent, key, parse, undefined);
}

/** Notes what makes the file unusable. */
export function refuse(reading: Emqx5Reading, { file, line, column }: Place, text: string): void {
  reading.problems.push({ file, line, column, text });
}

/** Notes what the user should know. */
export function warn(reading: Emqx5Reading, { file, line, column }: Place, text: string): void {
  reading.warnings.push({ file, line, column, text });
}

/** EMQX takes a key in PEM itself where the name of its file is meant. */
function isSecret(key: string, value: unknown): boolean {
  return key === 'password' || (typeof value === 'string' && value.includes('-----BEGIN'));
}
