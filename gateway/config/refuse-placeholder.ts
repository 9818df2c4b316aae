import type { Parsed } from './parsed.ts';

/**
 * Refuses `${clientid}`, `%c` and the like. EMQX fills them in; taken literally, a rule that
 * denies would match nothing, and clients would share a prefix that was to keep them apart.
 */
export function refusePlaceholder(text: string): Parsed<string> {
  return /\$\{|%[cu]/.test(text)
    ? { problem: `placeholders such as $\{clientid} are not supported, expected a fixed text` }
    : { value: text };
}
