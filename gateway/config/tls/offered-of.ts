import type { Parsed } from '../parsed.ts';

/** Parts the names of a list into what this gateway offers and what only EMQX did. */
export function offeredOf<Item>(
  names: readonly string[],
  parse: (name: string) => Parsed<Item>,
): { readonly offered: readonly Item[]; readonly others: readonly string[] } {
  const offered: Item[] = [];
  const others: string[] = [];
  for (const name of names) {
    const parsed = parse(name);
    if ('value' in parsed) offered.push(parsed.value);
    else others.push(name);
  }
  return { offered, others };
}
