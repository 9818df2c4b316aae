import { Measurements } from '../measure/measurements.ts';
import { Timeline, type TimelinePoint, timelinePoint } from '../measure/timeline.ts';
import type { SimulationInterval } from '../run/simulate.ts';

/** Adds up what all parts of a run tell while it goes on. */
export class LiveSum {
  readonly #timeline = new Timeline();
  readonly #online = new Map<number, number>();
  #measurements = new Measurements();
  #eventLoopDelay = 0;
  #last = 0;
  #isEmpty = true;

  /** @param part From 0. */
  add(part: number, { measurements, online, eventLoopDelay }: SimulationInterval): void {
    this.#measurements.merge(measurements.toData());
    this.#online.set(part, online);
    this.#eventLoopDelay = Math.max(this.#eventLoopDelay, eventLoopDelay);
    this.#isEmpty = false;
  }

  /** Nothing was added since it was taken last. */
  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  /** What was added since it was taken last, as the interval of a whole run. */
  take({ time, duration, targetMemory }: Omit<SimulationInterval, 'measurements'>): SimulationInterval {
    const measurements = this.#measurements;
    const state = {
      time,
      online: [...this.#online.values()].reduce((sum, online) => sum + online, 0),
      eventLoopDelay: this.#eventLoopDelay,
      ...(targetMemory === undefined ? {} : { targetMemory }),
    };
    this.#timeline.add(timelinePoint(measurements, { ...state, duration: time - this.#last }));
    this.#measurements = new Measurements();
    this.#eventLoopDelay = 0;
    this.#last = time;
    this.#isEmpty = true;
    return { ...state, duration, measurements };
  }

  get timeline(): readonly TimelinePoint[] {
    return this.#timeline.points;
  }
}
