/** A topic that a filter lets through. */
export function topicOf(filter: string): string {
  return filter
    .replace(/^\$share\/[^/]+\/|^\$queue\//, '')
    .replaceAll('+', 'x')
    .replace(/#$/, 'x');
}
