import type { Parsed } from './parsed.ts';

/**
 * Refuses `${clientid}` and the like in a rule. EMQX fills them in; taken literally, a rule
 * that denies would match nothing.
 */
export function refusePlaceholder(text: string): Parsed<string> {
  return text.includes('${')
    ? { problem: `placeholders such as $\{clientid} are not supported, expected a fixed text` }
    : { value: text };
}
