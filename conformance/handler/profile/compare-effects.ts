import type { Effects } from './effects.ts';

/** The first thing in which two courses of the same talk differ. */
export interface Difference {
  readonly kind: 'missing' | 'extra' | 'order';
  /** What is missing, too much or out of order. */
  readonly item: string;
  /** In words, as the end of a sentence. */
  readonly words: string;
}

/** Undefined where nothing differs. */
export function compareEffects(expected: Effects, actual: Effects): Difference | undefined {
  return (
    compare('it is authenticated as', expected.clientids, actual.clientids) ??
    compare('the device gets', expected.received, actual.received) ??
    compare('published is', expected.published, actual.published) ??
    (expected.closed === actual.closed
      ? undefined
      : {
          kind: actual.closed ? 'extra' : 'missing',
          item: 'Close',
          words: actual.closed ? 'it is closed' : 'it is not closed',
        })
  );
}

function compare(
  verb: string,
  expected: readonly string[],
  actual: readonly string[],
): Difference | undefined {
  const missing = withoutEach(expected, actual)[0];
  const extra = withoutEach(actual, expected)[0];
  if (missing !== undefined) {
    const instead = extra === undefined ? '' : `, but ${extra}`;
    return { kind: 'missing', item: missing, words: `${verb} not: ${missing}${instead}` };
  }
  if (extra !== undefined) return { kind: 'extra', item: extra, words: `${verb} too: ${extra}` };
  const index = expected.findIndex((item, at) => item !== actual[at]);
  const item = actual[index];
  if (item === undefined) return undefined;
  return { kind: 'order', item, words: `${verb} out of order: ${item} before ${expected[index]}` };
}

/** Those that are left when each of the others has taken one away. */
function withoutEach(items: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return items.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
