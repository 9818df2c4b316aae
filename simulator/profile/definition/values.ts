import fc, { type Arbitrary } from 'fast-check';
import type { FieldValue } from '../device-profile.ts';
import type { ValuesDefinition } from './schema.ts';

const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');

/** The values that a definition names. */
export function valuesOf(definition: ValuesDefinition): Arbitrary<FieldValue> {
  if ('integer' in definition) {
    const [min, max] = definition.integer;
    return fc.integer({ min, max });
  }
  if ('decimal' in definition) {
    const { decimal, places } = definition;
    const [min, max] = decimal.map((bound) => Math.round(bound * 10 ** places));
    return fc
      .integer({ min: min ?? 0, max: max ?? 0 })
      .map((number) => (number / 10 ** places).toFixed(places));
  }
  if ('digits' in definition) return textOf('0123456789', definition.digits, definition.digits);
  if ('text' in definition) return textOf(definition.characters ?? printable, ...definition.text);
  if ('hex' in definition) {
    const [minLength, maxLength] = definition.hex;
    return fc
      .uint8Array({ minLength, maxLength, size: sizeOf(maxLength) })
      .map((bytes) => Buffer.from(bytes).toString('hex'));
  }
  return fc.constantFrom(...definition.choose);
}

/** What is wrong with a definition, in words; undefined where nothing is. */
export function problemOfValues(definition: ValuesDefinition): string | undefined {
  const bounds = Object.values(definition).find((value): value is [number, number] => Array.isArray(value));
  if (bounds === undefined || 'choose' in definition || bounds[0] <= bounds[1]) return undefined;
  return `the lower bound ${bounds[0]} is above the upper one ${bounds[1]}: exchange them`;
}

function textOf(characters: string, minLength: number, maxLength: number): Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength, size: sizeOf(maxLength) });
}

/** Up to the longest, where that makes no conversation slow. */
function sizeOf(maxLength: number): fc.Size | 'max' {
  return maxLength <= 1_024 ? 'max' : 'medium';
}
