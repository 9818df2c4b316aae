import { Measurements } from '../measure/measurements.ts';
import { Timeline, type TimelinePoint, timelinePoint } from '../measure/timeline.ts';
import type { SimulationInterval } from '../run/simulate.ts';
import { knownState } from '../watch/target-state.ts';

/** A part that has told nothing in so many intervals of the first one has no devices that count. */
const patience = 3;

/** Adds up what all parts of a run tell while it goes on. */
export class LiveSum {
  readonly #timeline = new Timeline();
  readonly #online = new Map<number, { readonly online: number; readonly told: number }>();
  #taken = 0;
  #measurements = new Measurements();
  #eventLoopDelay = 0;
  #last = 0;
  #isEmpty = true;

  /** @param part From 0. */
  add(part: number, { measurements, online, eventLoopDelay }: SimulationInterval): void {
    this.#measurements.merge(measurements.toData());
    this.#online.set(part, { online, told: this.#taken });
    this.#eventLoopDelay = Math.max(this.#eventLoopDelay, eventLoopDelay);
    this.#isEmpty = false;
  }

  /** Nothing was added since it was taken last. */
  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  /** What was added since it was taken last, as the interval of a whole run. */
  take({ time, duration, ...target }: Omit<SimulationInterval, 'measurements'>): SimulationInterval {
    const measurements = this.#measurements;
    const present = [...this.#online.values()].filter(({ told }) => this.#taken - told <= patience);
    this.#taken += 1;
    const state = {
      time,
      online: present.reduce((sum, { online }) => sum + online, 0),
      eventLoopDelay: this.#eventLoopDelay,
      ...knownState(target),
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
