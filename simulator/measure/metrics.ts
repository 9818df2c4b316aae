import type { Histogram } from './histogram.ts';
import { type Counter, counters, type Measurements, type Timing, timings } from './measurements.ts';

/** What a threshold or a report can ask for. */
export interface Metric {
  readonly name: string;
  readonly unit: 'milliseconds' | 'count';
  read(measurements: Measurements): number;
  /** What there is at all, where the metric is a part of it; a threshold in percent needs that. */
  whole?(measurements: Measurements): number;
}

const statistics = ['min', 'mean', 'p50', 'p90', 'p95', 'p99', 'p99.9', 'max'] as const;

/** What a counter is a part of. */
const wholes: Partial<Record<Counter, Counter>> = {
  lost: 'sent',
  duplicated: 'received',
  reordered: 'received',
  garbage: 'received',
  connected: 'attempts',
  disconnected: 'connected',
  commandsLost: 'commands',
};

/** All names that a metric has; percentiles other than these are understood, too. */
export const metricNames: readonly string[] = [
  ...statistics,
  ...timings.flatMap((timing) => statistics.map((statistic) => `${timing}.${statistic}`)),
  ...counters,
  'errors',
];

/** The metric of that name: a counter, `errors`, or a statistic such as `p99`, which is that of `latency`, or `connect.p99`. */
export function findMetric(name: string): Metric | undefined {
  if (name === 'errors')
    return {
      name,
      unit: 'count',
      read: (measurements) => measurements.errorCount,
      whole: ({ counts }) => counts.attempts + counts.sent,
    };
  const counter = counters.find((known) => known === name);
  if (counter !== undefined) return counting(counter);
  const [first = '', ...rest] = name.split('.');
  const timing = timings.find((known) => known === first);
  return timing === undefined ? timed(name, 'latency', name) : timed(name, timing, rest.join('.'));
}

function counting(name: Counter): Metric {
  const read = ({ counts }: Measurements) => counts[name];
  if (name === 'missed')
    return {
      name,
      unit: 'count',
      read,
      whole: ({ counts }) => counts.missed + counts.sent + counts.commands,
    };
  if (name === 'late')
    return { name, unit: 'count', read, whole: ({ counts }) => counts.sent + counts.commands };
  const whole = wholes[name];
  return {
    name,
    unit: 'count',
    read,
    ...(whole === undefined ? {} : { whole: ({ counts }) => counts[whole] }),
  };
}

function timed(name: string, timing: Timing, statistic: string): Metric | undefined {
  const value = statisticOf(statistic);
  if (value === undefined) return undefined;
  return { name, unit: 'milliseconds', read: (measurements) => value(measurements.timings[timing]) / 1_000 };
}

function statisticOf(name: string): ((histogram: Histogram) => number) | undefined {
  if (name === 'min' || name === 'max' || name === 'mean') return (histogram) => histogram[name];
  const percent = Number(/^p(\d{1,2}(?:\.\d{1,3})?|100)$/.exec(name)?.[1] ?? Number.NaN);
  return Number.isNaN(percent) ? undefined : (histogram) => histogram.percentile(percent);
}
