import fc from 'fast-check';
import type { FrameType } from '../device-profile.ts';
import {
  bcdCodec,
  bytesCodec,
  type Codec,
  integerCodec,
  integerTypes,
  rangeOf,
  textCodec,
} from '../frame/codec.ts';
import { sizeOf } from '../frame/layout.ts';
import type { FieldPart, FieldSource, LiteralPart, Part } from '../frame/part.ts';
import { parseTemplate, splitTemplate } from '../frame/template.ts';
import type { Path, Problems } from './problems.ts';
import type { FieldDefinition, FrameDefinition, PartDefinition } from './schema.ts';
import { problemOfValues, valuesOf } from './values.ts';

type From = FrameType['from'];

/** The parts of a frame: the envelope's, with the frame's own in the place of `content`. */
export function compileParts(
  frame: FrameDefinition,
  envelope: readonly (PartDefinition | 'content')[],
  path: Path,
  problems: Problems,
): readonly Part[] {
  const { from, set = {} } = frame;
  const parts = envelope.flatMap((part, index): readonly Part[] => {
    if (part === 'content') return contentOf(frame, path, problems);
    const given =
      'field' in part && part.field in set
        ? { field: part.field, type: part.type, size: part.size, endian: part.endian, value: set[part.field] }
        : part;
    return [compilePart(given as PartDefinition, from, false, ['envelope', index], problems)];
  });
  const names = parts.flatMap((part) => (part.kind === 'field' ? [part.name] : []));
  for (const name of Object.keys(set))
    if (!names.includes(name))
      problems.add([...path, 'set', name], 'the envelope has no such field: remove it');
  const twice = names.find((name, index) => names.indexOf(name) !== index && frame.text === undefined);
  if (twice !== undefined) problems.add(path, `two of its fields have the name ${twice}: rename one`);
  checkNames(parts, names, path, problems);
  checkSizes(parts, path, problems);
  return parts;
}

function contentOf(frame: FrameDefinition, path: Path, problems: Problems): readonly Part[] {
  if (frame.text !== undefined && frame.content !== undefined)
    problems.add(path, 'it has a text and a content: remove one');
  if (frame.text !== undefined) return textParts(frame, frame.text);
  return (frame.content ?? []).map((part, index) =>
    compilePart(part, frame.from, true, [...path, 'content', index], problems),
  );
}

/** Each name in a text is a field of its own. */
function textParts({ from, values = {} }: FrameDefinition, text: string): readonly Part[] {
  return splitTemplate(text).map((part): Part => {
    if ('text' in part) return { kind: 'literal', bytes: Buffer.from(part.text), inContent: true };
    const chosen = values[part.name];
    const fresh = from === 'handler' && part.name.startsWith('any.');
    const source: FieldSource =
      chosen !== undefined && problemOfValues(chosen) === undefined
        ? { kind: 'chosen', values: valuesOf(chosen) }
        : fresh
          ? { kind: 'any' }
          : { kind: 'template', template: parseTemplate(`\${${part.name}}`) };
    const name = part.name.replace(/^(?:request|any)\./, '');
    return { kind: 'field', name, codec: textCodec(undefined), source, inContent: true };
  });
}

function compilePart(
  part: PartDefinition,
  from: From,
  inContent: boolean,
  path: Path,
  problems: Problems,
): Part {
  if ('hex' in part) return literal(Buffer.from(part.hex.replaceAll(/\s/g, ''), 'hex'), inContent);
  if (!('field' in part)) return literal(Buffer.from(part.text), inContent);
  const codec = codecOf(part, path, problems);
  return { kind: 'field', name: part.field, codec, source: sourceOf(part, from, path, problems), inContent };
}

function literal(bytes: Buffer, inContent: boolean): LiteralPart {
  return { kind: 'literal', bytes, inContent };
}

function codecOf({ type, size, endian }: FieldDefinition, path: Path, problems: Problems): Codec {
  const integer = integerTypes.find((each) => each === type);
  if (integer !== undefined) {
    if (size !== undefined) problems.add([...path, 'size'], `${type} has a size of its own: remove it`);
    return integerCodec(integer, endian === 'little');
  }
  if (endian !== undefined)
    problems.add([...path, 'endian'], `it is for numbers, and this is ${type}: remove it`);
  if (type === 'text') return textCodec(size);
  if (type === 'bytes') return bytesCodec(size);
  if (size === undefined) problems.add(path, 'bcd needs its size in bytes: add size');
  return bcdCodec(size ?? 1);
}

function sourceOf(part: FieldDefinition, from: From, path: Path, problems: Problems): FieldSource {
  const { type, value, values, counter, length, plus = 0, checksum, over, any } = part;
  const given = { value, values, counter, length, checksum, any };
  const kinds = Object.entries(given).flatMap(([key, each]) => (each === undefined ? [] : [key]));
  if (kinds.length > 1) problems.add(path, `${kinds.join(' and ')} exclude each other: keep one`);
  if ((checksum === undefined) !== (over === undefined))
    problems.add(path, 'checksum and over need each other: add the one that is missing');
  if (value !== undefined) return constantOrTemplate(value);
  if (counter !== undefined) return { kind: 'counter', modulus: highest(type) + 1 };
  if (length !== undefined) return { kind: 'length', of: length, plus };
  if (checksum !== undefined) return { kind: 'checksum', checksum, over: over ?? [] };
  if (any !== undefined || (values === undefined && from === 'handler')) return { kind: 'any' };
  if (values === undefined) return { kind: 'chosen', values: defaultValues(part, path, problems) };
  const problem = problemOfValues(values);
  if (problem !== undefined) {
    problems.add([...path, 'values'], problem);
    return { kind: 'any' };
  }
  return { kind: 'chosen', values: valuesOf(values) };
}

function constantOrTemplate(value: string | number): FieldSource {
  const template = parseTemplate(value);
  if (template.names.length > 0) return { kind: 'template', template };
  return { kind: 'constant', value };
}

function defaultValues({ type, size }: FieldDefinition, path: Path, problems: Problems) {
  const integer = integerTypes.find((each) => each === type);
  if (integer !== undefined) {
    const [min, max] = rangeOf(integer);
    return fc.integer({ min, max });
  }
  if (size === undefined)
    problems.add(path, `${type} of any size needs its values: add value, values or size`);
  if (type === 'bcd') return valuesOf({ digits: (size ?? 1) * 2 });
  if (type === 'bytes') return valuesOf({ hex: [size ?? 0, size ?? 1] });
  return valuesOf({ text: [0, size ?? 1] });
}

function highest(type: FieldDefinition['type']): number {
  const integer = integerTypes.find((each) => each === type);
  return integer === undefined ? 0xffff_ffff : rangeOf(integer)[1];
}

function checkNames(parts: readonly Part[], names: readonly string[], path: Path, problems: Problems): void {
  for (const part of parts) {
    if (part.kind !== 'field') continue;
    const meant =
      part.source.kind === 'length'
        ? part.source.of
        : part.source.kind === 'checksum'
          ? part.source.over
          : [];
    const missing = meant.find((each) => each !== 'content' && !names.includes(each));
    if (missing !== undefined)
      problems.add(
        path,
        `the field ${part.name} is about ${missing}, which the frame does not have: correct it`,
      );
  }
}

/** Of two parts whose size depends on their value, the first has to end at bytes that are always the same. */
function checkSizes(parts: readonly Part[], path: Path, problems: Problems): void {
  const open = parts.filter((part): part is FieldPart => sizeOf(part) === undefined);
  for (const part of open.slice(0, -1)) {
    if (parts[parts.indexOf(part) + 1]?.kind === 'literal') continue;
    problems.add(
      path,
      `nobody can tell where the field ${part.name} ends: give it a size, or let fixed text follow it`,
    );
  }
}
