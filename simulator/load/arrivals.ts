import { advance, type Phase } from './phases.ts';
import type { Random } from './random.ts';

/** How a device's messages lie in time: evenly, or as independent events do. */
export type Distribution = 'constant' | 'poisson';

/**
 * When the first message of a device that comes at `start` is due, whatever the target does. With `constant` each device begins
 * somewhere in its first period, so that they don't all send at once.
 *
 * @returns Milliseconds from the beginning of the phases; infinity where there is none.
 */
export function firstArrival(
  phases: readonly Phase[],
  distribution: Distribution,
  start: number,
  random: Random,
): number {
  return advance(phases, start, distribution === 'constant' ? random() : exponential(random));
}

/** When the next one is due after the one that was due at `previous`, even if that one was late. */
export function nextArrival(
  phases: readonly Phase[],
  distribution: Distribution,
  previous: number,
  random: Random,
): number {
  return advance(phases, previous, distribution === 'constant' ? 1 : exponential(random));
}

/** A waiting time whose mean is 1. */
export function exponential(random: Random): number {
  return -Math.log(1 - random());
}
