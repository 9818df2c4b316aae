import type { Histogram } from '../measure/histogram.ts';
import { eachTiming, type Measurements } from '../measure/measurements.ts';

/** A histogram in a few numbers: milliseconds, except the count. */
export interface TimingSummary {
  readonly count: number;
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** The timings of measurements, for reports. */
export function summarizeTimings({ timings }: Measurements) {
  return eachTiming((timing) => summarize(timings[timing]));
}

function summarize(histogram: Histogram): TimingSummary {
  const { count, min, mean, max } = histogram;
  const percentile = (percent: number) => milliseconds(histogram.percentile(percent));
  return {
    count,
    min: milliseconds(min),
    mean: milliseconds(mean),
    p50: percentile(50),
    p90: percentile(90),
    p99: percentile(99),
    p999: percentile(99.9),
    max: milliseconds(max),
  };
}

function milliseconds(microseconds: number): number {
  return Math.round(microseconds) / 1_000;
}
