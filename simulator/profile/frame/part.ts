import type { Arbitrary } from 'fast-check';
import type { FieldValue } from '../device-profile.ts';
import type { ChecksumName } from './checksum.ts';
import type { Codec } from './codec.ts';
import type { Template } from './template.ts';

/** A piece of a frame: bytes that are always the same, or a field. */
export type Part = LiteralPart | FieldPart;

export interface LiteralPart {
  readonly kind: 'literal';
  readonly bytes: Buffer;
  readonly inContent: boolean;
}

export interface FieldPart {
  readonly kind: 'field';
  readonly name: string;
  readonly codec: Codec;
  readonly source: FieldSource;
  readonly inContent: boolean;
}

/** Where the value of a field comes from. */
export type FieldSource =
  | { readonly kind: 'chosen'; readonly values: Arbitrary<FieldValue> }
  | { readonly kind: 'constant'; readonly value: FieldValue }
  | { readonly kind: 'template'; readonly template: Template }
  /** How many frames were sent before, kept within what the field holds. */
  | { readonly kind: 'counter'; readonly modulus: number }
  /** Bytes of those parts. */
  | { readonly kind: 'length'; readonly of: readonly string[]; readonly plus: number }
  | { readonly kind: 'checksum'; readonly checksum: ChecksumName; readonly over: readonly string[] }
  /** The handler fills it as it likes. */
  | { readonly kind: 'any' };

/** The name by which lengths and checksums mean all of what is particular to one type of frame. */
export const contentName = 'content';

/** Whether a part is meant by one of the names. */
export function isAmong(part: Part, names: readonly string[]): boolean {
  return (
    (part.inContent && names.includes(contentName)) || (part.kind === 'field' && names.includes(part.name))
  );
}
