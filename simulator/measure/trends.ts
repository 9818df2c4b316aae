import { Histogram } from './histogram.ts';
import { type Slope, theilSen } from './theil-sen.ts';
import type { TimelinePoint } from './timeline.ts';

/** What must not grow, however long a load lasts. */
export const trendNames = ['memory', 'descriptors', 'latency.p50', 'latency.p99'] as const;
export type TrendName = (typeof trendNames)[number];

/** How something went during the steady part of a run. */
export interface Trend extends Slope {
  readonly name: TrendName;
  readonly unit: 'bytes' | 'count' | 'milliseconds';
  /** Whether it grows: with confidence, to the end, and by an amount that matters. Slopes are for an hour. */
  readonly grows: boolean;
}

/** Fewer points than these say nothing. */
export const fewestPoints = 30;
/** The part of a run, after all devices have come, in which caches fill and heaps find their size. */
const warmUp = 0.2;
const mostBlocks = 24;
const hour = 3_600_000;
/** In its last half a leak rises as before; what rises by less than this part has levelled off. */
const unlevelled = 1 / 3;
/** Less growth than this part of the whole, in the time that was looked at, is nothing that matters. */
const relevantPart = 0.05;

/** What a trend is read from. */
interface Quantity {
  readonly name: TrendName;
  readonly unit: Trend['unit'];
  /** Less growth than this is nothing that matters, either. */
  readonly relevant: number;
  /** What stands for a block of points. */
  readonly of: (values: readonly number[]) => number;
  readonly read: (point: TimelinePoint) => number | undefined;
}

const quantities: readonly Quantity[] = [
  {
    name: 'memory',
    unit: 'bytes',
    relevant: 4 * 2 ** 20,
    // What is left after a collection: the teeth of a saw are no leak.
    of: (values) => Math.min(...values),
    read: ({ targetMemory }) => targetMemory,
  },
  {
    name: 'descriptors',
    unit: 'count',
    relevant: 4,
    of: median,
    read: ({ targetDescriptors }) => targetDescriptors,
  },
  { name: 'latency.p50', unit: 'milliseconds', relevant: 1, of: median, read: percentile(50) },
  { name: 'latency.p99', unit: 'milliseconds', relevant: 1, of: median, read: percentile(99) },
];

/** The trends of a run; none of what is not known, or of a steady part that is too short. */
export function trendsOf(timeline: readonly TimelinePoint[]): readonly Trend[] {
  const steady = steadyPart(timeline);
  return quantities.flatMap((quantity) => {
    const points = steady.flatMap((point) => {
      const value = quantity.read(point);
      return value === undefined ? [] : [[point.time, value] as const];
    });
    return points.length < fewestPoints ? [] : [trendOf(quantity, points)];
  });
}

/** From when all devices are there, and what is new to the target is so no more. */
export function steadyPart(timeline: readonly TimelinePoint[]): readonly TimelinePoint[] {
  const most = Math.max(0, ...timeline.map(({ online }) => online));
  const all = timeline.findIndex(({ online }) => online >= most * 0.99);
  const rest = timeline.slice(Math.max(0, all));
  const [begin, end] = [rest[0]?.time ?? 0, rest.at(-1)?.time ?? 0];
  return rest.filter(({ time }) => time > begin + (end - begin) * warmUp);
}

function trendOf(
  { name, unit, relevant, of, read: _ }: Quantity,
  points: readonly (readonly [number, number])[],
): Trend {
  const blocks = blocksOf(points, of);
  const [[begin = 0] = [], [end = 0] = []] = [blocks[0], blocks.at(-1)];
  const whole = theilSen(blocks);
  const lastHalf = theilSen(blocks.slice(Math.floor(blocks.length / 2)));
  const level = median(blocks.map(([, value]) => value));
  const matters = whole.slope * (end - begin) >= Math.max(relevant, Math.abs(level) * relevantPart);
  return {
    name,
    unit,
    slope: whole.slope * hour,
    low: whole.low * hour,
    high: whole.high * hour,
    grows: whole.low > 0 && lastHalf.slope > whole.slope * unlevelled && matters,
  };
}

/** Neighbours hang together; blocks of them hardly do. */
function blocksOf(points: readonly (readonly [number, number])[], of: Quantity['of']) {
  const count = Math.min(mostBlocks, Math.floor(points.length / 2));
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * points.length) / count);
    const block = points.slice(from, Math.floor(((index + 1) * points.length) / count));
    const time = block.reduce((sum, [at]) => sum + at, 0) / block.length;
    return [time, of(block.map(([, value]) => value))] as const;
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function percentile(percent: number): Quantity['read'] {
  return ({ latency }) => {
    const histogram = Histogram.of(latency);
    return histogram.count === 0 ? undefined : histogram.percentile(percent) / 1_000;
  };
}
