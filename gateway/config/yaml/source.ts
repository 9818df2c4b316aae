import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Path } from './path.ts';

/** The text of a YAML file as a tree that knows where everything stands. */
export interface YamlSource {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** Reads the text. What is wrong with it is found by `syntaxProblems`. */
export function parseSource(text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    stringKeys: true,
    // Found by keyProblems, which can name the key.
    uniqueKeys: false,
    // The pretty form quotes the source, and with it passwords.
    prettyErrors: false,
  });
  return { document, lines };
}

/** Where an offset in the text is, both counted from 1. */
export function positionOf({ lines }: YamlSource, offset = 0): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** The line of the value at the path; of what surrounds it where it is missing. */
export function lineOf(source: YamlSource, path: Path): number {
  let node: unknown = source.document.contents;
  let start = startOf(node);
  for (const key of path) {
    const child = childOf(node, key);
    if (child === undefined) {
      break;
    }
    node = child.value;
    start = startOf(child.key) ?? start;
  }
  return positionOf(source, start).line;
}

/** The offset at which a node begins. */
export function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function childOf(node: unknown, key: PropertyKey): { key: unknown; value: unknown } | undefined {
  if (isMap(node)) {
    // Of a key that is set twice, the last is the one whose value was taken.
    return node.items.findLast((pair) => isScalar(pair.key) && String(pair.key.value) === key);
  }
  const item = isSeq(node) && typeof key === 'number' ? node.items[key] : undefined;
  return item === undefined ? undefined : { key: item, value: item };
}
