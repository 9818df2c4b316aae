import type { ThresholdOutcome } from '../measure/thresholds.ts';
import { type SimulationOptions, type SimulationResult, simulate } from './simulate.ts';

/** A rate that was tried. */
export interface RateStep {
  /** Messages a second of each device. */
  readonly rate: number;
  /** `generator`: what makes the load was too slow to tell. */
  readonly outcome: 'held' | 'missed' | 'generator';
  readonly thresholds: readonly ThresholdOutcome[];
  /** Messages a second of all devices, as they were sent. */
  readonly sent: number;
}

/** What came of the search for the highest rate. */
export interface Maximum {
  /** `passed` where a rate holds and a higher one does not; `inconclusive` where nobody can say what the target bears. */
  readonly verdict: 'passed' | 'failed' | 'inconclusive';
  readonly reason: string;
  /** The highest that held, of each device; undefined where none did. */
  readonly rate: number | undefined;
  readonly devices: number;
  readonly seed: number;
  readonly steps: readonly RateStep[];
}

/** Runs a simulation at one rate. */
export type TryRate = (
  rate: number,
) => Promise<
  Pick<SimulationResult, 'verdict' | 'thresholds' | 'reasons' | 'stopped'> & { readonly sent: number }
>;

/** The search ends when the rate is known as well as this, or after so many steps. */
const precision = 1.1;
const mostSteps = 24;
/** So often the first rate is halved where nothing holds. */
const mostHalvings = 8;

/**
 * Searches the highest rate at which all thresholds hold: doubles it until one is missed, then halves the distance. Each
 * step is a run of its own, as the options say; the rate of the first is that of their last phase.
 *
 * @param onStep Called after each step.
 * @throws {SimulatorError} as `simulate` does
 */
export async function findMaximum(
  options: SimulationOptions,
  onStep: (step: RateStep) => void = () => undefined,
): Promise<Maximum> {
  const { load } = options;
  const first = load.phases.at(-1)?.to ?? 1;
  const attempt: TryRate = async (rate) => {
    const phases = load.phases.map((phase) => ({ ...phase, from: rate, to: rate }));
    const result = await simulate({ ...options, load: { ...load, phases }, abortOnFail: true });
    const seconds = Math.max(result.duration - load.ramp, 1) / 1_000;
    return { ...result, sent: result.measurements.counts.sent / seconds };
  };
  const found = await search(first, attempt, onStep, options.signal);
  return { ...found, devices: load.devices, seed: load.seed };
}

/** The search itself, which knows no devices. */
export async function search(
  first: number,
  attempt: TryRate,
  onStep: (step: RateStep) => void,
  signal?: AbortSignal,
): Promise<Omit<Maximum, 'devices' | 'seed'>> {
  const steps: RateStep[] = [];
  let held: number | undefined;
  let missed: RateStep | undefined;
  let rate = first;
  while (steps.length < mostSteps) {
    const { verdict, thresholds, sent } = await attempt(rate);
    if (signal?.aborted === true) break;
    const outcome = outcomes[verdict];
    const step = { rate, outcome, thresholds, sent };
    steps.push(step);
    onStep(step);
    if (outcome === 'held') held = rate;
    else missed = step;
    if (missed === undefined) rate *= 2;
    else if (held === undefined && steps.length > mostHalvings) break;
    else if (held === undefined) rate /= 2;
    else if (missed.rate / held <= precision) break;
    else rate = Math.sqrt(held * missed.rate);
  }
  return { ...judge(held, missed, signal?.aborted === true), rate: held, steps };
}

const outcomes = { passed: 'held', failed: 'missed', inconclusive: 'generator' } as const;

function judge(
  held: number | undefined,
  missed: RateStep | undefined,
  isEnded: boolean,
): Pick<Maximum, 'verdict' | 'reason'> {
  if (isEnded) return { verdict: 'inconclusive', reason: 'the search was ended before its end' };
  if (missed?.outcome === 'generator') {
    const reason = `at ${written(missed.rate)} the generator was the bottleneck: give it more --workers or another machine`;
    return { verdict: 'inconclusive', reason };
  }
  if (held === undefined)
    return { verdict: 'failed', reason: `not even ${written(missed?.rate ?? 0)} holds` };
  if (missed === undefined) {
    const reason = `no rate was too high: begin with a higher --rate than ${written(held)}`;
    return { verdict: 'inconclusive', reason };
  }
  return { verdict: 'passed', reason: `${written(missed.rate)} is too much` };
}

/** A rate with three digits that mean something. */
export function written(rate: number): string {
  return `${Number(rate.toPrecision(3))}/s`;
}
