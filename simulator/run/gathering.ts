import { Measurements, type MeasurementsData } from '../measure/measurements.ts';
import type { ShardInterval } from './run-shard.ts';

/** Adds up what the processes tell. */
export class Gathering {
  readonly total = new Measurements();
  #interval = new Measurements();
  #delay = 0;
  readonly #online: number[];

  constructor(workers: number) {
    this.#online = new Array(workers).fill(0);
  }

  add(worker: number, { measurements, online, eventLoopDelay }: ShardInterval): void {
    const data: MeasurementsData = measurements;
    this.total.merge(data);
    this.#interval.merge(data);
    this.#delay = Math.max(this.#delay, eventLoopDelay);
    this.#online[worker] = online;
  }

  takeInterval() {
    const taken = {
      measurements: this.#interval,
      eventLoopDelay: this.#delay,
      online: this.#online.reduce((sum, online) => sum + online, 0),
    };
    this.#interval = new Measurements();
    this.#delay = 0;
    return taken;
  }
}
