import type { Place } from './place.ts';

/** A value of a HOCON file with the place where it was written. */
export type HoconValue = HoconScalar | HoconList | HoconSection;

/** A text, a number, true, false or null. Units, as in `15s`, are part of a text. */
export interface HoconScalar {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly value: string | number | boolean | null;
}

export interface HoconList {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly HoconValue[];
}

/** Keys with their values; a dotted key has become sections in sections. */
export interface HoconSection {
  readonly kind: 'section';
  readonly place: Place;
  readonly fields: ReadonlyMap<string, HoconField>;
}

export interface HoconField {
  /** Where the key stands that had the last word. */
  readonly place: Place;
  readonly value: HoconValue;
}

/** The value without its places, as JSON.parse would give it. */
export function plainValue(value: HoconValue): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'list':
      return value.items.map(plainValue);
    case 'section':
      // From entries, a key named __proto__ is a key like any other.
      return Object.fromEntries([...value.fields].map(([key, field]) => [key, plainValue(field.value)]));
  }
}
