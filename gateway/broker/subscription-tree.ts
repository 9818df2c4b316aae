interface Level<Entry> {
  // Most levels are a leaf or a passage: each pays only for the collection that it uses.
  below: Map<string, Level<Entry>> | undefined;
  entries: Set<Entry> | undefined;
}

/**
 * Finds what was filed under the filters that select a topic (MQTT 5 section 4.7), in time that depends on the
 * topic's levels, not on the number of filters. Filters are plain: without `$share/group/`.
 */
export class SubscriptionTree<Entry> {
  readonly #root: Level<Entry> = emptyLevel();
  #size = 0;
  #levelCount = 0;

  /** How many entries are filed. */
  get size(): number {
    return this.#size;
  }

  /** How many levels are kept in memory for them. */
  get levelCount(): number {
    return this.#levelCount;
  }

  /** Files an entry under a filter; one that is there already stays there once. */
  add(filter: string, entry: Entry): void {
    let level = this.#root;
    for (const name of filter.split('/')) level = this.#descend(level, name);
    level.entries ??= new Set();
    if (level.entries.has(entry)) return;
    level.entries.add(entry);
    this.#size += 1;
  }

  /** Answers whether the entry was filed under this filter. */
  remove(filter: string, entry: Entry): boolean {
    const names = filter.split('/');
    const path = this.#pathTo(names);
    const level = path?.at(-1);
    if (path === undefined || !level?.entries?.delete(entry)) return false;
    this.#size -= 1;
    if (level.entries.size === 0) level.entries = undefined;
    this.#prune(path, names);
    return true;
  }

  /** The entries of every filter that selects this topic: an entry filed under several appears for each. */
  match(topic: string): Entry[] {
    const found: Entry[] = [];
    let reached = [this.#root];
    // Level by level, without recursion: a topic can have 65,536 levels, the stack cannot.
    for (const [depth, name] of topic.split('/').entries()) {
      const wildcards = depth > 0 || !name.startsWith('$');
      const next: Level<Entry>[] = [];
      for (const level of reached) {
        if (wildcards) collect(found, level.below?.get('#'));
        const exact = level.below?.get(name);
        const any = wildcards ? level.below?.get('+') : undefined;
        if (exact !== undefined) next.push(exact);
        if (any !== undefined) next.push(any);
      }
      if (next.length === 0) return found;
      reached = next;
    }
    for (const level of reached) {
      collect(found, level);
      // `sport/#` selects `sport` too.
      collect(found, level.below?.get('#'));
    }
    return found;
  }

  #descend(level: Level<Entry>, name: string): Level<Entry> {
    level.below ??= new Map();
    const known = level.below.get(name);
    if (known !== undefined) return known;
    const fresh = emptyLevel<Entry>();
    level.below.set(name, fresh);
    this.#levelCount += 1;
    return fresh;
  }

  #pathTo(names: readonly string[]): Level<Entry>[] | undefined {
    let level = this.#root;
    const path = [level];
    for (const name of names) {
      const below = level.below?.get(name);
      if (below === undefined) return undefined;
      path.push(below);
      level = below;
    }
    return path;
  }

  #prune(path: readonly Level<Entry>[], names: readonly string[]): void {
    for (let depth = names.length; depth > 0; depth -= 1) {
      const level = path[depth];
      const above = path[depth - 1];
      const name = names[depth - 1];
      if (level?.entries || level?.below || above?.below === undefined || name === undefined) return;
      above.below.delete(name);
      this.#levelCount -= 1;
      if (above.below.size === 0) above.below = undefined;
    }
  }
}

function emptyLevel<Entry>(): Level<Entry> {
  return { below: undefined, entries: undefined };
}

function collect<Entry>(found: Entry[], level: Level<Entry> | undefined): void {
  if (level?.entries === undefined) return;
  for (const entry of level.entries) found.push(entry);
}
