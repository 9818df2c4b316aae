import { displayKey } from '../display-value.ts';
import type { Problem } from '../problem.ts';
import { linesOf } from './lines-of.ts';

/** One `key = value` of the file. */
export interface Setting {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/**
 * Splits the text of a 4.x file into its settings, by key. As in EMQ X 4, whatever follows a `#`
 * is a comment.
 */
export function readSettings(text: string): { settings: Map<string, Setting>; problems: Problem[] } {
  const settings = new Map<string, Setting>();
  const problems: Problem[] = [];
  for (const [index, written] of linesOf(text).entries()) {
    const line = index + 1;
    const content = written.replace(/#.*$/, '').trim();
    const { key, value } = /^(?<key>[^=\s]+)\s*=\s*(?<value>.*)$/.exec(content)?.groups ?? {};
    if (key === undefined || value === undefined) {
      if (content !== '') {
        problems.push({ line, text: 'expected "key = value", or a comment after #' });
      }
    } else if (value === '') {
      problems.push({ line, text: `${displayKey(key)} has no value: expected "key = value"` });
    } else {
      const first = settings.get(key);
      if (first === undefined) {
        settings.set(key, { key, value, line });
      } else {
        problems.push({ line, text: `${displayKey(key)} is set twice, first in line ${first.line}` });
      }
    }
  }
  return { settings, problems };
}
