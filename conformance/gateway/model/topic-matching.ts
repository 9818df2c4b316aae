/** Whether a topic is one of a filter's, written from MQTT 5, section 4.7. */
export function filterSelects(filter: string, topic: string): boolean {
  if (topic.startsWith('$') && (filter.startsWith('+') || filter.startsWith('#'))) return false;
  return selects(filter.split('/'), topic.split('/'));
}

function selects([level, ...filter]: readonly string[], topic: readonly string[]): boolean {
  if (level === '#') return true;
  if (level === undefined) return topic.length === 0;
  const [name, ...rest] = topic;
  if (name === undefined) return false;
  return (level === '+' || level === name) && (selects(filter, rest) || endsHere(filter, rest));
}

/** `a/#` also selects `a`. */
function endsHere(filter: readonly string[], topic: readonly string[]): boolean {
  return topic.length === 0 && filter.length === 1 && filter[0] === '#';
}

/** The parts of `$share/group/filter`; undefined for a plain filter. */
export function sharedFilter(
  filter: string,
): { readonly group: string; readonly filter: string } | undefined {
  const match = /^\$share\/([^/]+)\/(.+)$/s.exec(filter);
  return match === null ? undefined : { group: match[1] as string, filter: match[2] as string };
}
