import { nearestWord } from '../../gateway/config/nearest-word.ts';
import { SimulatorError } from '../simulator-error.ts';
import { type Measurements, timings as timingNames } from './measurements.ts';
import { findMetric, type Metric, metricNames } from './metrics.ts';

/** What a run must keep to, such as `p99<50ms`, `lost<=0.1%` or `sent>=500/s`. */
export interface Threshold {
  /** As it was written. */
  readonly text: string;
  readonly metric: Metric;
  readonly operator: Operator;
  readonly value: number;
  /** The value is a part of the whole, in percent. */
  readonly percent: boolean;
  /** The value is a rate: so many in so many milliseconds. */
  readonly per?: number;
}

/** What came of a threshold. */
export interface ThresholdOutcome {
  readonly text: string;
  readonly met: boolean;
  /** What was measured, with its unit. */
  readonly actual: string;
}

const operators = {
  '<': (actual: number, value: number) => actual < value,
  '<=': (actual: number, value: number) => actual <= value,
  '>': (actual: number, value: number) => actual > value,
  '>=': (actual: number, value: number) => actual >= value,
};
type Operator = keyof typeof operators;

const milliseconds = { us: 0.001, ms: 1, s: 1_000, m: 60_000 };
const nothing = 'nothing was measured';

/**
 * Reads a threshold: a metric, one of `<`, `<=`, `>`, `>=`, and a value. Times need a unit, counts may be percents or rates.
 *
 * @throws {SimulatorError} `THRESHOLD_INVALID`, with the metrics that may have been meant
 */
export function parseThreshold(text: string): Threshold {
  const parts = /^\s*([\w.]+)\s*(<=|>=|<|>)\s*(\d+(?:\.\d+)?)\s*(us|ms|s|m|%|\/s|\/m)?\s*$/.exec(text);
  if (parts === null)
    throw invalid(text, 'it is no METRIC<VALUE: write it such as p99<50ms, lost<=0.1% or sent>=500/s');
  const [, name = '', operator = '<', number = '', unit] = parts;
  const metric = findMetric(name);
  if (metric === undefined) throw invalid(text, unknown(name));
  const isTime = unit !== undefined && unit in milliseconds;
  if (metric.unit === 'milliseconds' && !isTime)
    throw invalid(
      text,
      `${name} is a time and needs its unit: us, ms, s or m, such as ${name}${operator}50ms`,
    );
  if (metric.unit === 'count' && (isTime || (unit === '%' && metric.whole === undefined)))
    throw invalid(text, `${name} is a number without ${unit}: write it such as ${name}${operator}${number}`);
  return {
    text: text.trim(),
    metric,
    operator: operator as Operator,
    value: Number(number) * (isTime ? milliseconds[unit as keyof typeof milliseconds] : 1),
    percent: unit === '%',
    ...(unit?.startsWith('/') === true ? { per: unit === '/s' ? milliseconds.s : milliseconds.m } : {}),
  };
}

/**
 * Whether a threshold was met. Where there is nothing to measure it was not: nothing has been shown.
 *
 * @param time The milliseconds of a rate.
 */
export function judgeThreshold(
  threshold: Threshold,
  measurements: Measurements,
  time: number,
): ThresholdOutcome {
  const { text, metric, operator, value, percent, per } = threshold;
  const whole = percent ? metric.whole?.(measurements) : per === undefined ? 1 : time / per;
  if (whole === undefined || whole === 0 || isEmpty(metric, measurements))
    return { text, met: false, actual: nothing };
  const actual = (metric.read(measurements) / whole) * (percent ? 100 : 1);
  const unit = percent ? '%' : per === undefined ? metric.unit : per === milliseconds.s ? '/s' : '/m';
  return { text, met: operators[operator](actual, value), actual: written(actual, unit) };
}

/** Whether a run can be ended because of it: it is above what it must stay below. What must be reached may yet come, and rates may fall. */
export function isMissedForGood(threshold: Threshold, measurements: Measurements): boolean {
  if (threshold.operator.startsWith('>') || threshold.per !== undefined) return false;
  const { met, actual } = judgeThreshold(threshold, measurements, 0);
  return !met && actual !== nothing;
}

function isEmpty({ name, unit }: Metric, { timings }: Measurements): boolean {
  if (unit === 'count') return false;
  const timing = timingNames.find((known) => name.startsWith(`${known}.`)) ?? 'latency';
  return timings[timing].count === 0;
}

function written(value: number, unit: '%' | '/s' | '/m' | Metric['unit']): string {
  const number = String(Number(value.toFixed(3)));
  return unit === 'milliseconds' ? `${number}ms` : unit === 'count' ? number : `${number}${unit}`;
}

function unknown(name: string): string {
  const nearest = nearestWord(name, metricNames);
  const known = `there are ${metricNames.filter((known) => !known.includes('.') || known.startsWith('p')).join(', ')}, and connect.p99, login.p99, command.p99 and so on`;
  return `there is no metric ${name}: ${nearest === undefined ? known : `did you mean ${nearest}?`}`;
}

function invalid(text: string, reason: string): SimulatorError {
  return new SimulatorError('THRESHOLD_INVALID', `--expect '${text}': ${reason}`, { threshold: text });
}
