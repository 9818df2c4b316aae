import { createHash } from 'node:crypto';

/**
 * The sha-256 of a report's canonical form, in hex: JSON in UTF-8 without spaces,
 * and with the keys of each object in order. The same report has the same digest, however its file is laid out.
 */
export function digestOf(report: object): string {
  return createHash('sha256').update(canonical(report)).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(
      Object.entries(inner).toSorted(([first], [second]) => (first < second ? -1 : 1)),
    );
  });
}
