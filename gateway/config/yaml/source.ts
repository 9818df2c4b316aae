import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
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
    // Found by syntaxProblems, which can name the key.
    uniqueKeys: false,
    // The pretty form quotes the source, and with it passwords.
    prettyErrors: false,
    logLevel: 'silent',
  });
  return { document, lines };
}

/** The line of the value at the path, counted from 1; of what surrounds it where it is missing. */
export function lineOf({ document, lines }: YamlSource, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const key of path) {
    const child = childOf(node, key);
    if (child === undefined) {
      break;
    }
    ({ node } = child);
    offset = offsetOf(child.start) ?? offset;
  }
  return Math.max(1, lines.linePos(offset).line);
}

function childOf(node: unknown, key: PropertyKey): { start: unknown; node: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
    return pair && { start: pair.key, node: pair.value };
  }
  const item = isSeq(node) && typeof key === 'number' ? node.items[key] : undefined;
  return item === undefined ? undefined : { start: item, node: item };
}

/** Where a node begins in the text. */
export function offsetOf(node: unknown): number | undefined {
  return (node as { range?: [number, number, number] } | null)?.range?.[0];
}
