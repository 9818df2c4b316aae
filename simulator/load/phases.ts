import { invalidOption } from '../invalid-option.ts';
import type { SimulatorError } from '../simulator-error.ts';

/** A stretch of a run in which the rate of each device stays, or goes evenly from one value to another. */
export interface Phase {
  /** Milliseconds. */
  readonly duration: number;
  /** Messages a second of each device at the beginning, and at the end. */
  readonly from: number;
  readonly to: number;
}

const milliseconds = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Reads `1/s`, `0.5/s`, `6/m` or `10/h` as a number a second; undefined where it is none. */
export function parseFrequency(text: string): number | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?)\/(s|m|h)$/.exec(text.trim()) ?? [];
  return unit === undefined
    ? undefined
    : (Number(count) * 1_000) / milliseconds[unit as keyof typeof milliseconds];
}

/**
 * Reads `30s@1/s,5s@10/s,1m@1/s..5/s`: half a minute of one message a second, a spike of ten, and a minute in which
 * the rate rises from one to five.
 *
 * @throws {SimulatorError} `OPTION_INVALID`
 */
export function parsePhases(text: string): readonly Phase[] {
  return text.split(',').map((part) => {
    const [, count, unit, rates = ''] = /^(\d+)(ms|s|m|h)@(.+)$/.exec(part.trim()) ?? [];
    const [from, to = from, ...more] = rates.split('..').map(parseFrequency);
    if (unit === undefined || from === undefined || to === undefined || more.length > 0)
      throw invalid(text, part);
    return { duration: Number(count) * milliseconds[unit as keyof typeof milliseconds], from, to };
  });
}

function invalid(text: string, part: string): SimulatorError {
  const remedy = 'write DURATION@RATE such as 30s@1/s, or 1m@1/s..5/s';
  return invalidOption('--phases', text, `${part.trim()} is no phase: ${remedy}`);
}

/** How long all of them take, in milliseconds. */
export function durationOf(phases: readonly Phase[]): number {
  return phases.reduce((sum, { duration }) => sum + duration, 0);
}

/**
 * When a device that has sent at `time` has sent `amount` messages more, by the rates of the phases;
 * infinity where they end before. Times are milliseconds from the beginning of the first phase.
 */
export function advance(phases: readonly Phase[], time: number, amount: number): number {
  let left = amount;
  let begin = 0;
  for (const { duration, from, to } of phases) {
    const offset = Math.max(0, time - begin);
    if (offset < duration) {
      const slope = (to - from) / duration / 1_000;
      const rate = from / 1_000 + slope * offset;
      const remaining = duration - offset;
      const whole = rate * remaining + (slope * remaining ** 2) / 2;
      if (whole >= left && whole > 0) return begin + offset + timeFor(left, rate, slope);
      left -= whole;
    }
    begin += duration;
  }
  return Number.POSITIVE_INFINITY;
}

/** Solves `rate t + slope t² / 2 = amount`, in the form that is exact where the slope is nearly 0. */
function timeFor(amount: number, rate: number, slope: number): number {
  return (2 * amount) / (rate + Math.sqrt(Math.max(0, rate ** 2 + 2 * slope * amount)));
}
