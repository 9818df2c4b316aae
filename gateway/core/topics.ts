/** MQTT 5 section 1.5.4: a string's length is written in two bytes. */
const LONGEST_IN_BYTES = 65_535;

const NUL_OR_LONE_SURROGATE = /[\0\p{Surrogate}]/u;
const WILDCARD = /[+#]/;
const SHARED_FILTER = /^(?:\$share\/([^/+#]+)|(\$queue))\/(.+)$/s;

export interface ParsedFilter {
  /** The group of a shared subscription. */
  readonly group: string | undefined;
  /** What topics are matched against. */
  readonly filter: string;
}

/** Whether messages can be published to this topic (MQTT 5 section 4.7). */
export function isTopicName(text: string): boolean {
  return isTopicText(text) && !WILDCARD.test(text);
}

/** Whether this can be subscribed to (MQTT 5 sections 4.7.1 and 4.8.2; `$queue/` is EMQX's). */
export function isTopicFilter(text: string): boolean {
  const { filter } = parseFilter(text);
  // What still begins like a shared filter is one without a group or a filter, or one inside another.
  return isTopicText(text) && !/^\$(share|queue)\//.test(filter) && hasWholeWildcards(filter);
}

/** Takes a shared subscription apart (MQTT 5 section 4.8.2); `$queue/filter` is in the group `$queue`. */
export function parseFilter(filter: string): ParsedFilter {
  const [, group, queue, shared] = SHARED_FILTER.exec(filter) ?? [];
  return { group: group ?? queue, filter: shared ?? filter };
}

/** Puts the mountpoint before a topic; in a shared filter behind the group: docs/protocol.md, section 2. */
export function mount(prefix: string, topicOrFilter: string): string {
  const { filter } = parseFilter(topicOrFilter);
  const sharing = topicOrFilter.slice(0, topicOrFilter.length - filter.length);
  return sharing + prefix + filter;
}

/** Takes the mountpoint off a delivered topic, where it has it: docs/protocol.md, section 2. */
export function unmount(prefix: string, topic: string): string {
  return topic.startsWith(prefix) ? topic.slice(prefix.length) : topic;
}

/**
 * Whether a filter selects a topic (MQTT 5 sections 4.7.1 and 4.7.2). Both are valid, and the filter is plain:
 * that of a shared subscription has been through `parseFilter`.
 */
export function matches(filter: string, topic: string): boolean {
  if (topic.startsWith('$') && WILDCARD.test(filter.charAt(0))) return false;
  const wanted = filter.split('/');
  const levels = topic.split('/');
  if (wanted.at(-1) === '#') {
    // `sport/#` selects `sport` too, so the `#` may stand for no level at all.
    wanted.pop();
    if (levels.length < wanted.length) return false;
  } else if (levels.length !== wanted.length) {
    return false;
  }
  return wanted.every((level, index) => level === '+' || level === levels[index]);
}

function isTopicText(text: string): boolean {
  return text !== '' && Buffer.byteLength(text) <= LONGEST_IN_BYTES && !NUL_OR_LONE_SURROGATE.test(text);
}

function hasWholeWildcards(filter: string): boolean {
  const levels = filter.split('/');
  const last = levels.length - 1;
  return levels.every(
    (level, index) => level === '+' || (level === '#' && index === last) || !WILDCARD.test(level),
  );
}
