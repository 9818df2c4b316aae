import type { FrameDefinition, ValuesDefinition } from '../definition/schema.ts';
import type { Captured } from './capture.ts';
import { type GuessedFrame, type GuessedFrames, valuesLike } from './guessed-frame.ts';

/** A text as a constant frame with places for values. */
interface Shape {
  /** The texts between the values: one more than these. */
  readonly texts: readonly string[];
  readonly names: readonly string[];
  readonly values: readonly string[];
}

interface Kind {
  readonly name: string;
  readonly from: Captured['from'];
  readonly shapes: { readonly shape: Shape; readonly request: Shape | undefined }[];
}

/** Guesses the kinds of frames among lines of text: by the keys of JSON, or by their first words. */
export function guessTextFrames(frames: readonly Captured[], delimiter: Buffer): GuessedFrames {
  const kinds = new Map<string, Kind>();
  let request: Shape | undefined;
  const lines = frames.map(({ bytes }) => bytes.subarray(0, bytes.length - delimiter.length).toString());
  const free = freeWords(lines.filter((text) => jsonShape(text) === undefined));
  const names = frames.map(({ from }, index) => {
    const text = lines[index] ?? '';
    const shape = jsonShape(text) ?? restShape(text, free) ?? wordShape(text);
    const key = `${from} ${shape.texts.join('\0')}`;
    const kind = kinds.get(key) ?? { name: nameOf(from, shape, kinds), from, shapes: [] };
    kinds.set(key, kind);
    kind.shapes.push({ shape, request: from === 'handler' ? request : undefined });
    if (from === 'device') request = shape;
    return kind.name;
  });
  const [login] = kinds.values();
  return { frames: [...kinds.values()].map((kind) => frameOf(kind, kind === login)), kinds: names };
}

const jsonValue = /"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?![\d.eE]))/g;

function jsonShape(text: string): Shape | undefined {
  if (!/^\s*\{.*\}\s*$/s.test(text)) return undefined;
  const found = [...text.matchAll(jsonValue)].map((match) => {
    const [whole, key = '', value = ''] = match;
    const quoted = value.startsWith('"') ? 1 : 0;
    const at = match.index + whole.length - value.length + quoted;
    return { name: key, value: value.slice(quoted, value.length - quoted), at };
  });
  return shapeOf(text, found);
}

/** Words that are followed by another number of words each time: what follows is a text. */
function freeWords(lines: readonly string[]): ReadonlySet<string> {
  const shapes = new Map<string, string>();
  const free = new Set<string>();
  for (const line of lines) {
    const word = firstWord(line);
    const shape = wordShape(line).texts.join('\0');
    if ((shapes.get(word) ?? shape) !== shape) free.add(word);
    shapes.set(word, shape);
  }
  return free;
}

function firstWord(line: string): string {
  return /^[\s,;:=|]*[^\s,;:=|]*[\s,;:=|]?/.exec(line)?.[0] ?? '';
}

function restShape(text: string, free: ReadonlySet<string>): Shape | undefined {
  const word = firstWord(text);
  if (!free.has(word)) return undefined;
  return shapeOf(text, [{ name: 'text', value: text.slice(word.length), at: word.length }]);
}

function wordShape(text: string): Shape {
  const words = [...text.matchAll(/[^\s,;:=|]+/g)];
  return shapeOf(
    text,
    words.slice(1).map((match, index) => ({ name: `value${index + 1}`, value: match[0], at: match.index })),
  );
}

function shapeOf(text: string, found: readonly { name: string; value: string; at: number }[]): Shape {
  const names: string[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const { name, value, at: begin } of found) {
    const plain = name.replaceAll(/[^\w-]/g, '').replace(/^[^A-Za-z]*/, '') || 'value';
    names.push(names.includes(plain) ? `${plain}${names.length + 1}` : plain);
    texts.push(text.slice(at, begin));
    at = begin + value.length;
  }
  return { texts: [...texts, text.slice(at)], names, values: found.map(({ value }) => value) };
}

function nameOf(from: Captured['from'], { texts, names }: Shape, kinds: ReadonlyMap<string, Kind>): string {
  const words = [...(texts[0] ?? '').matchAll(/[A-Za-z]\w*/g), ...names.map((name) => [name])];
  const plain = words[0]?.[0]?.toLowerCase() ?? 'frame';
  const taken = [...kinds.values()].map(({ name }) => name);
  const base = from === 'handler' && taken.includes(plain) ? `${plain}Reply` : plain;
  const more = taken.filter((name) => name.replace(/\d+$/, '') === base).length;
  return more === 0 ? base : `${base}${more + 1}`;
}

function frameOf({ name, from, shapes }: Kind, isLogin: boolean): GuessedFrame {
  const [first] = shapes;
  const names = first?.shape.names ?? [];
  const identity: Record<string, ValuesDefinition> = {};
  const values: Record<string, ValuesDefinition> = {};
  const places = names.map((place, index) => {
    const seen = shapes.map(({ shape }) => shape.values[index] ?? '');
    if (from === 'handler') return handlerPlace(place, seen, shapes);
    (isLogin ? identity : values)[place] = valuesLike(seen);
    return `\${${place}}`;
  });
  const text = (first?.shape.texts ?? [])
    .map((each, index) => `${literal(each)}${places[index] ?? ''}`)
    .join('');
  const definition: FrameDefinition = { from, text, ...(Object.keys(values).length === 0 ? {} : { values }) };
  return { name, definition, identity };
}

/** A value of the request, a constant, or up to the handler. */
function handlerPlace(place: string, seen: readonly string[], shapes: Kind['shapes']): string {
  const asked = shapes[0]?.request?.names.find((name) =>
    shapes.every(({ request }, index) => {
      const at = request?.names.indexOf(name) ?? -1;
      return at >= 0 && request?.values[at] === seen[index];
    }),
  );
  if (asked !== undefined) return `\${request.${asked}}`;
  return new Set(seen).size === 1 ? literal(seen[0] ?? '') : `\${any.${place}}`;
}

function literal(text: string): string {
  return text.replaceAll('${', '$${');
}
