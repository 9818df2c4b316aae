import { randomUUID } from 'node:crypto';
import { Measurements } from '../measure/measurements.ts';
import { mergeResults } from '../report/merge-results.ts';
import { toResult } from '../report/read-result.ts';
import type { SimulationInterval, SimulationResult } from '../run/simulate.ts';
import { SimulatorError } from '../simulator-error.ts';
import { Barrier } from './barrier.ts';
import { LiveSum } from './live-sum.ts';
import { intervalSchema, type LoadFacts, partResultSchema, readySchema, type Start } from './messages.ts';
import type { Part, PartOptions } from './part.ts';
import type { RunBus } from './run-bus.ts';
import { waitFor } from './wait-for.ts';

/** A part of which nothing was heard for so long, in milliseconds, tells no result any more. */
const silence = 10_000;

/** The first part of a run: it lets all begin at once, and adds up what they tell. */
export class FirstPart implements Part {
  readonly #bus: RunBus;
  readonly #options: PartOptions;
  readonly #barrier: Barrier;
  readonly #load: LoadFacts;
  readonly #own = { part: 0, instance: randomUUID() };
  readonly #sum = new LiveSum();
  readonly #results = new Map<number, SimulationResult>();
  #instances: ReadonlyMap<number, string> = new Map();
  #refused: string | undefined;
  #heard = 0;

  constructor(bus: RunBus, load: LoadFacts, options: PartOptions) {
    this.#bus = bus;
    this.#options = options;
    this.#load = load;
    this.#barrier = new Barrier(options.count, load);
    bus.listen('ready', (message) => this.#takeReady(message));
    bus.listen('interval', (message) => this.#takeInterval(message));
    bus.accept('result', (message) => this.#takeResult(message));
  }

  async begin(): Promise<void> {
    const { wait, signal, onWaiting } = this.#options;
    let told = '';
    const isComplete = () => {
      this.#bus.publish('ready', { ...this.#own, load: this.#load });
      const missing = this.#barrier.missing(performance.now()).join(', ');
      if (missing !== told && missing !== '') onWaiting(missing);
      told = missing;
      return missing === '' || this.#refused !== undefined;
    };
    const outcome = await waitFor(isComplete, wait, signal);
    if (this.#refused !== undefined) throw this.#refuse('OPTION_INVALID', this.#refused);
    if (outcome !== 'met') {
      const text = `${told} of this run did not come (${outcome}): start all parts with the same --nats and --run, or give a longer --wait`;
      throw this.#refuse('PARTS_MISSING', text);
    }
    this.#instances = this.#barrier.instances;
    this.#bus.publish('start', {} satisfies Start);
    signal.addEventListener('abort', () => this.#bus.publish('stop', {}));
  }

  tell(interval: SimulationInterval): SimulationInterval {
    this.#sum.add(0, interval);
    return this.#sum.take(interval);
  }

  async finish(
    own: SimulationResult,
    onInterval: (interval: SimulationInterval) => void,
  ): Promise<SimulationResult> {
    // Who was told to abort for a threshold, or by a person, takes the others along.
    if (own.stopped) this.#bus.publish('stop', {});
    this.#heard = performance.now();
    const isDone = () =>
      this.#results.size === this.#options.count - 1 || performance.now() - this.#heard > silence;
    await waitFor(isDone, Number.POSITIVE_INFINITY);
    const { duration } = own;
    // What others told after the last interval of this part.
    if (!this.#sum.isEmpty)
      onInterval(this.#sum.take({ time: duration, duration, online: 0, eventLoopDelay: 0 }));
    const merged = mergeResults([own, ...this.#results.values()]);
    return { ...merged, timeline: this.#sum.timeline };
  }

  /** Lets nobody begin. */
  #refuse(code: 'OPTION_INVALID' | 'PARTS_MISSING', reason: string): SimulatorError {
    this.#bus.publish('start', { refused: { code, reason } } satisfies Start);
    return new SimulatorError(code, reason);
  }

  #takeReady(message: unknown): void {
    const read = readySchema.safeParse(message);
    if (!read.success) return;
    if (this.#instances.size > 0) {
      // It has not heard that all have begun.
      if (this.#instances.get(read.data.part) === read.data.instance)
        this.#bus.publish('start', {} satisfies Start);
      return;
    }
    this.#refused ??= this.#barrier.add(read.data, performance.now());
  }

  #isMember({ part, instance }: { readonly part: number; readonly instance: string }): boolean {
    return part !== 0 && this.#instances.get(part) === instance;
  }

  #takeInterval(message: unknown): void {
    const read = intervalSchema.safeParse(message);
    if (!read.success || !this.#isMember(read.data)) return;
    this.#heard = performance.now();
    const measurements = new Measurements();
    measurements.merge(read.data.measurements);
    this.#sum.add(read.data.part, { ...read.data, measurements });
  }

  #takeResult(message: unknown): boolean {
    const read = partResultSchema.safeParse(message);
    if (!read.success || !this.#isMember(read.data)) return false;
    this.#heard = performance.now();
    this.#results.set(read.data.part, toResult(read.data.result, 'what another part has told'));
    return true;
  }
}
