import type { Dialect, HandlerMode } from '../../rules/axis.ts';
import type { Need } from '../../rules/rule.ts';
import type { Transport } from '../../rules/transport.ts';
import type { Action } from '../actions/action.ts';
import type { Random } from '../random.ts';

/** A short sequence of steps that puts certain rules to the test, with details from the seed. */
export interface Scenario {
  /** Stable: `--path scenario:NAME` runs it alone. */
  readonly name: string;
  readonly needs?: Need;
  /** How the handler has to be called, and the dialects that it speaks, as with a rule. */
  readonly mode?: HandlerMode;
  readonly dialects?: readonly Dialect[];
  /** Where it has a meaning; on all transports, where it is missing. */
  readonly transports?: readonly Transport[];
  /**
   * How it gets along with others, where it does not simply run beside some of them.
   * alone: before the others and by itself, since where connections wait for each other, so would scenarios.
   * waiting: beside all of them, since most of its time it only waits.
   * heavy: one after the other, since it moves megabytes.
   * last: after everything else, since it leaves no gateway behind. It can't be tried again.
   */
  readonly pace?: 'alone' | 'waiting' | 'heavy' | 'last';
  readonly plan: (random: Random) => readonly Action[];
}

/** A payload of at most `largest` bytes. */
export function anyPayload(random: Random, largest = 200): { readonly size: number; readonly salt: number } {
  return { size: random.integer(1, largest), salt: random.integer(1, 1_000_000) };
}
