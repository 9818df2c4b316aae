import { nearestWord } from '../../gateway/config/nearest-word.ts';
import { SimulatorError } from '../simulator-error.ts';
import { type Measurements, timings as timingNames } from './measurements.ts';
import { findMetric, type Metric, metricNames } from './metrics.ts';

/** What a run must keep to, such as `p99<50ms` or `lost<=0.1%`. */
export interface Threshold {
  /** As it was written. */
  readonly text: string;
  readonly metric: Metric;
  readonly operator: Operator;
  readonly value: number;
  /** The value is a part of the whole, in percent. */
  readonly percent: boolean;
}

/** What came of a threshold. */
export interface ThresholdOutcome {
  readonly text: string;
  readonly met: boolean;
  /** What was measured, with its unit; `nothing` where there was nothing to measure. */
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

/**
 * Reads a threshold: a metric, one of `<`, `<=`, `>`, `>=`, and a value. Times need a unit, counts may be percents.
 *
 * @throws {SimulatorError} `THRESHOLD_INVALID`, with the metrics that may have been meant
 */
export function parseThreshold(text: string): Threshold {
  const parts = /^\s*([\w.]+)\s*(<=|>=|<|>)\s*(\d+(?:\.\d+)?)\s*(us|ms|s|m|%)?\s*$/.exec(text);
  if (parts === null) throw invalid(text, 'it is no METRIC<VALUE: write it such as p99<50ms or lost<=0.1%');
  const [, name = '', operator = '<', number = '', unit] = parts;
  const metric = findMetric(name);
  if (metric === undefined) throw invalid(text, unknown(name));
  if (metric.unit === 'milliseconds' && (unit === undefined || unit === '%'))
    throw invalid(
      text,
      `${name} is a time and needs its unit: us, ms, s or m, such as ${name}${operator}50ms`,
    );
  if (metric.unit === 'count' && unit !== undefined && (unit !== '%' || metric.whole === undefined))
    throw invalid(text, `${name} is a number without ${unit}: write it such as ${name}${operator}${number}`);
  const factor = unit === undefined || unit === '%' ? 1 : milliseconds[unit as keyof typeof milliseconds];
  return {
    text: text.trim(),
    metric,
    operator: operator as Operator,
    value: Number(number) * factor,
    percent: unit === '%',
  };
}

/** Whether a threshold was met. Where there is nothing to measure it was not: nothing has been shown. */
export function judgeThreshold(threshold: Threshold, measurements: Measurements): ThresholdOutcome {
  const { text, metric, operator, value, percent } = threshold;
  const whole = percent ? (metric.whole?.(measurements) ?? 0) : undefined;
  if (whole === 0 || (metric.unit === 'milliseconds' && isEmpty(metric, measurements)))
    return { text, met: false, actual: 'nothing' };
  const read = metric.read(measurements);
  const actual = whole === undefined ? read : (read / whole) * 100;
  return {
    text,
    met: operators[operator](actual, value),
    actual: written(actual, percent ? '%' : metric.unit),
  };
}

/** Whether a run can be ended because of it: it is above what it must stay below. What must be reached may yet come. */
export function isMissedForGood(threshold: Threshold, measurements: Measurements): boolean {
  if (threshold.operator.startsWith('>')) return false;
  const { met, actual } = judgeThreshold(threshold, measurements);
  return !met && actual !== 'nothing';
}

function isEmpty({ name }: Metric, { timings }: Measurements): boolean {
  const timing = timingNames.find((known) => name.startsWith(`${known}.`)) ?? 'latency';
  return timings[timing].count === 0;
}

function written(value: number, unit: '%' | Metric['unit']): string {
  const number = String(Number(value.toFixed(3)));
  return unit === 'milliseconds' ? `${number}ms` : unit === '%' ? `${number}%` : number;
}

function unknown(name: string): string {
  const nearest = nearestWord(name, metricNames);
  const known = `there are ${metricNames.filter((known) => !known.includes('.') || known.startsWith('p')).join(', ')}, and connect.p99, login.p99, command.p99 and so on`;
  return `there is no metric ${name}: ${nearest === undefined ? known : `did you mean ${nearest}?`}`;
}

function invalid(text: string, reason: string): SimulatorError {
  return new SimulatorError('THRESHOLD_INVALID', `--expect '${text}': ${reason}`, { threshold: text });
}
