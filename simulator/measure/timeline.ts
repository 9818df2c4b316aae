import { knownState, type TargetState } from '../watch/target-state.ts';
import { Histogram, type HistogramData } from './histogram.ts';
import { type Counter, counters, type Measurements } from './measurements.ts';

/** What a stretch of a run was like, as plain data. Times are milliseconds. */
export interface TimelinePoint {
  /** From the beginning of the run to the end of the stretch. */
  readonly time: number;
  readonly duration: number;
  /** Devices that were connected at its end. */
  readonly online: number;
  readonly eventLoopDelay: number;
  readonly counts: Readonly<Record<Counter, number>>;
  /** Errors of any kind. */
  readonly errors: number;
  readonly latency: HistogramData;
  /** What the target held at its end, where that is known: bytes, and files and sockets. */
  readonly targetMemory?: number;
  readonly targetDescriptors?: number;
}

/** What of a point comes from its measurements. */
type Measured = 'counts' | 'errors' | 'latency';

/** As many points are enough for a chart. */
const most = 240;

/** The course of a run, however long, in a bounded number of points: neighbours are joined when there are too many. */
export class Timeline {
  #points: TimelinePoint[] = [];
  /** Points as they come in one that is kept. */
  #joined = 1;
  #pending: TimelinePoint[] = [];

  add(point: TimelinePoint): void {
    this.#pending.push(point);
    if (this.#pending.length < this.#joined) return;
    this.#points.push(joinPoints(this.#pending));
    this.#pending = [];
    if (this.#points.length < most) return;
    this.#points = this.#points.flatMap((each, index, all) => {
      const next = all[index + 1];
      return index % 2 === 0 ? [next === undefined ? each : joinPoints([each, next])] : [];
    });
    this.#joined *= 2;
  }

  get points(): readonly TimelinePoint[] {
    const points = this.#pending.length === 0 ? this.#points : [...this.#points, joinPoints(this.#pending)];
    const [before, last] = points.slice(-2);
    // What a run has left over at its end is too short for a rate.
    return before !== undefined && last !== undefined && last.duration < before.duration / 2
      ? [...points.slice(0, -2), joinPoints([before, last])]
      : points;
  }
}

/** A point of what was measured. */
export function timelinePoint(
  { counts, errorCount, timings: { latency } }: Measurements,
  {
    time,
    duration,
    online,
    eventLoopDelay,
    ...state
  }: Omit<TimelinePoint, Measured | keyof TargetState> & TargetState,
): TimelinePoint {
  return {
    ...{ time, duration, online, eventLoopDelay },
    counts: { ...counts },
    errors: errorCount,
    latency: latency.toData(),
    ...knownState(state),
  };
}

/** The course of a run from the courses of its parts, which began together. */
export function mergeTimelines(timelines: readonly (readonly TimelinePoint[])[]): readonly TimelinePoint[] {
  const width = Math.max(second, ...timelines.map(([first]) => roundSeconds(first?.duration ?? 0)));
  const slots = new Map<number, TimelinePoint[]>();
  for (const timeline of timelines) {
    const own = new Map<number, TimelinePoint[]>();
    // A timer is a little late; what ended half a second into a stretch belongs to the one before.
    for (const point of timeline) push(own, Math.max(1, Math.ceil((point.time - second / 2) / width)), point);
    for (const [slot, points] of own) push(slots, slot, joinPoints(points));
  }
  return [...slots].sort(([a], [b]) => a - b).map(([, points]) => overlayPoints(points));
}

const second = 1_000;

function roundSeconds(milliseconds: number): number {
  return Math.round(milliseconds / second) * second;
}

function push<K>(map: Map<K, TimelinePoint[]>, key: K, point: TimelinePoint): void {
  const points = map.get(key);
  if (points === undefined) map.set(key, [point]);
  else points.push(point);
}

/** One after the other. */
function joinPoints(points: readonly TimelinePoint[]): TimelinePoint {
  const duration = points.reduce((sum, point) => sum + point.duration, 0);
  return { ...sumPoints(points), duration, online: points.at(-1)?.online ?? 0 };
}

/** At the same time. */
function overlayPoints(points: readonly TimelinePoint[]): TimelinePoint {
  const duration = Math.max(...points.map((point) => point.duration));
  return { ...sumPoints(points), duration, online: points.reduce((sum, { online }) => sum + online, 0) };
}

function sumPoints(points: readonly TimelinePoint[]) {
  const latency = Histogram.of(...points.map((point) => point.latency));
  const add = (counter: Counter) => points.reduce((sum, { counts }) => sum + counts[counter], 0);
  const most = (values: readonly number[]) => (values.length === 0 ? undefined : Math.max(...values));
  return {
    time: Math.max(...points.map(({ time }) => time)),
    eventLoopDelay: Math.max(...points.map(({ eventLoopDelay }) => eventLoopDelay)),
    counts: Object.fromEntries(counters.map((counter) => [counter, add(counter)])) as Record<Counter, number>,
    errors: points.reduce((sum, { errors }) => sum + errors, 0),
    latency: latency.toData(),
    ...knownState({
      targetMemory: most(points.flatMap(({ targetMemory }) => targetMemory ?? [])),
      targetDescriptors: most(points.flatMap(({ targetDescriptors }) => targetDescriptors ?? [])),
    }),
  };
}
