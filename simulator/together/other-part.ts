import { randomUUID } from 'node:crypto';
import { resultRecord } from '../report/result-record.ts';
import type { SimulationInterval, SimulationResult } from '../run/simulate.ts';
import { SimulatorError } from '../simulator-error.ts';
import { type LoadFacts, type Start, startSchema } from './messages.ts';
import type { Part, PartOptions } from './part.ts';
import type { RunBus } from './run-bus.ts';
import { waitFor } from './wait-for.ts';

/** A part of a run other than the first: it begins when the first one says so, and tells it what it measures. */
export class OtherPart implements Part {
  readonly #bus: RunBus;
  readonly #options: PartOptions;
  readonly #load: LoadFacts;
  readonly #own: { readonly part: number; readonly instance: string };
  #start: Start | undefined;

  constructor(bus: RunBus, load: LoadFacts, options: PartOptions) {
    this.#bus = bus;
    this.#options = options;
    this.#load = load;
    this.#own = { part: options.index, instance: randomUUID() };
    bus.listen('start', (message) => {
      const read = startSchema.safeParse(message);
      if (read.success) this.#start ??= read.data;
    });
    bus.listen('stop', () => options.stop());
  }

  async begin(): Promise<void> {
    const { wait, signal, onWaiting, count } = this.#options;
    onWaiting(`1/${count}, which waits for all others`);
    const isStarted = () => {
      if (this.#start === undefined) this.#bus.publish('ready', { ...this.#own, load: this.#load });
      return this.#start !== undefined;
    };
    const outcome = await waitFor(isStarted, wait, signal);
    const { refused } = this.#start ?? {};
    if (refused !== undefined) throw new SimulatorError(refused.code, refused.reason);
    if (outcome === 'met') return;
    const text = `1/${count} of this run gave no sign to begin (${outcome}): start all parts with the same --nats and --run, or give a longer --wait`;
    throw new SimulatorError('PARTS_MISSING', text);
  }

  tell(interval: SimulationInterval): SimulationInterval {
    const measurements = interval.measurements.toData();
    this.#bus.publish('interval', { ...this.#own, ...interval, measurements });
    return interval;
  }

  async finish(own: SimulationResult): Promise<SimulationResult> {
    // The course of the run was told already, and a message has a largest size.
    const result = resultRecord({ ...own, timeline: [] });
    try {
      await this.#bus.deliver('result', { ...this.#own, result });
    } catch (cause) {
      const { index, count } = this.#options;
      this.#options.onLost(
        `the result of ${index + 1}/${count} did not reach the first part: its sum lacks it, and is inconclusive (${cause instanceof Error ? cause.message : cause})`,
      );
    }
    return own;
  }
}
