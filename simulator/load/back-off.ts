import type { Random } from './random.ts';

/** How long devices wait before they connect again. Milliseconds. */
export interface BackOff {
  readonly first: number;
  readonly longest: number;
}

export const defaultBackOff: BackOff = { first: 1_000, longest: 30_000 };

/**
 * How long to wait after so many failures in a row: twice as long each time, and a random part of it, so that devices that
 * were thrown out together don't come back together.
 *
 * @param failures From 1.
 */
export function backOffAfter(failures: number, { first, longest }: BackOff, random: Random): number {
  const most = Math.min(longest, first * 2 ** Math.min(failures - 1, 30));
  return most / 2 + (most / 2) * random();
}
