import type { Distribution } from './arrivals.ts';
import type { BackOff } from './back-off.ts';
import type { Knobs } from './behaviour.ts';
import type { Phase } from './phases.ts';

/** What devices do, and when. All choices follow from it. Times are milliseconds. */
export interface LoadPlan {
  readonly devices: number;
  /** In which the devices come, evenly; the phases follow. */
  readonly ramp: number;
  readonly phases: readonly Phase[];
  readonly distribution: Distribution;
  /** Commands that are published for each device in a second, whatever the phases. */
  readonly commandRate?: number;
  readonly seed: number;
  /** A part of the devices: those whose number leaves `index` when divided by `count`. */
  readonly shard: { readonly index: number; readonly count: number };
  readonly backOff: BackOff;
  /** Until a device gives up to connect or to log in. */
  readonly connectTimeout: number;
  /** Until a message without a reply is lost. */
  readonly replyTimeout: number;
  /** A message that is sent more than this after its time is late: the generator was too slow. */
  readonly lateAfter: number;
  readonly knobs: Knobs;
}
