/** A topic that a filter lets through. */
export function topicOf(filter: string): string {
  return plain(filter).replaceAll('+', 'x').replace(/#$/, 'x');
}

/** Whether a filter lets a topic through. */
export function isTopicOf(filter: string, topic: string): boolean {
  const [levels, names] = [plain(filter).split('/'), topic.split('/')];
  const many = levels.at(-1) === '#';
  const fixed = many ? levels.slice(0, -1) : levels;
  const fits = many ? names.length >= fixed.length : names.length === fixed.length;
  return fits && fixed.every((level, index) => level === '+' || level === names[index]);
}

function plain(filter: string): string {
  return filter.replace(/^\$share\/[^/]+\/|^\$queue\//, '');
}
