/** Whether every topic of `inner` is a topic of `outer`; both are filters. */
export function covers(outer: string, inner: string): boolean {
  return relate(levelsOf(outer), levelsOf(inner), 'covers');
}

/** Whether some topic belongs to both filters. */
export function overlaps(left: string, right: string): boolean {
  return relate(levelsOf(left), levelsOf(right), 'overlaps');
}

function levelsOf(filter: string): readonly string[] {
  // `a/#` selects `a` as well, so that `+/#` is another way to write `#`.
  return filter === '+/#' ? ['#'] : filter.split('/');
}

function relate(
  outer: readonly string[],
  inner: readonly string[],
  relation: 'covers' | 'overlaps',
): boolean {
  // A leading wildcard does not reach `$`-topics: MQTT 5, section 4.7.2.
  if (isWildcard(outer[0]) && inner[0]?.startsWith('$')) return false;
  if (relation === 'overlaps' && isWildcard(inner[0]) && outer[0]?.startsWith('$')) return false;
  for (let index = 0; ; index += 1) {
    const [mine, theirs] = [outer[index], inner[index]];
    if (mine === '#') return true;
    if (theirs === '#') return relation === 'overlaps';
    if (mine === undefined || theirs === undefined) return mine === theirs;
    if (mine !== theirs && mine !== '+' && (relation === 'covers' || theirs !== '+')) return false;
  }
}

function isWildcard(level: string | undefined): boolean {
  return level === '+' || level === '#';
}
