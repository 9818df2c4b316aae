import type { HoconScalar } from './hocon-value.ts';
import type { Place } from './place.ts';

/** A value as it is written, before references are followed. */
export type ValueSyntax =
  | ScalarSyntax
  | ListSyntax
  | SectionSyntax
  | ReferenceSyntax
  | ConcatenationSyntax
  | BlankSyntax;

/** `source` is the text that a concatenation takes: `1.0` stays `1.0`. */
export interface ScalarSyntax extends HoconScalar {
  readonly source: string;
}

export interface ListSyntax {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly ValueSyntax[];
}

export interface SectionSyntax {
  readonly kind: 'section';
  readonly place: Place;
  readonly fields: Map<string, FieldSyntax>;
}

/** `${path}` or `${?path}`. */
export interface ReferenceSyntax {
  readonly kind: 'reference';
  readonly place: Place;
  readonly path: readonly string[];
  readonly optional: boolean;
  /** Where the file that holds it was included: its paths count from there first. */
  readonly within: readonly string[];
}

/** Several values in one line. */
export interface ConcatenationSyntax {
  readonly kind: 'concatenation';
  readonly place: Place;
  readonly parts: readonly ValueSyntax[];
}

/** The space between two values of a concatenation, which counts between texts only. */
export interface BlankSyntax {
  readonly kind: 'blank';
  readonly place: Place;
  readonly source: string;
}

/** Everything that is said of a key, in the order of the file. */
export interface FieldSyntax {
  readonly assignments: Assignment[];
}

export interface Assignment {
  readonly place: Place;
  readonly value: ValueSyntax;
  /** Written with `+=`. */
  readonly append: boolean;
}

/** Adds what is said of the key at the path. Sections under one key are one section. */
export function assign(section: SectionSyntax, path: readonly string[], assignment: Assignment): void {
  const [key = '', ...rest] = path;
  const { place, value } = assignment;
  if (rest.length > 0) {
    const inner: SectionSyntax = { kind: 'section', place, fields: new Map() };
    assign(inner, rest, assignment);
    assign(section, [key], { place, value: inner, append: false });
    return;
  }
  const field = section.fields.get(key) ?? { assignments: [] };
  section.fields.set(key, field);
  const last = field.assignments.at(-1)?.value;
  if (last?.kind === 'section' && value.kind === 'section' && !assignment.append) {
    addFields(last, value);
  } else {
    field.assignments.push(assignment);
  }
}

/** Adds what the second section says to the first. */
export function addFields(section: SectionSyntax, added: SectionSyntax): void {
  for (const [key, { assignments }] of added.fields) {
    for (const assignment of assignments) assign(section, [key], assignment);
  }
}
