import { HoconFault } from './hocon-fault.ts';
import type { Scanner } from './scanner.ts';

/** Reads `a.b."c.d"`: the keys that lead to a value. Spaces inside a key belong to it. */
export function parsePath(scanner: Scanner): string[] {
  const place = scanner.place;
  const path: string[] = [];
  do {
    path.push(parseKey(scanner));
    if (path.length > longest) throw new HoconFault(place, `a key has at most ${longest} parts`);
  } while (scanner.skip('.'));
  return path;
}

const longest = 32;

function parseKey(scanner: Scanner): string {
  const place = scanner.place;
  let key = '';
  let spaces = '';
  let empty = true;
  for (;;) {
    const part = scanner.sees('"') ? scanner.takeQuoted() : scanner.takeUnquoted('.') || undefined;
    if (part === undefined) break;
    key += spaces + part;
    empty = false;
    spaces = scanner.takeSpaces();
  }
  if (empty) {
    throw new HoconFault(place, 'expected a key here: a key with other characters than - _ / needs quotes');
  }
  return key;
}
