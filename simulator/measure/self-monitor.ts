import { readdirSync } from 'node:fs';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

/** How the generator itself fared, of one process. */
export interface SelfReport {
  /** By how much the event loop was late at p99 in the worst interval, in milliseconds. */
  readonly eventLoopDelay: number;
  /** The part of one core that was used, from 0. */
  readonly cpu: number;
  /** Open at the end; undefined where the system does not tell. */
  readonly descriptors: number | undefined;
  /** Bytes of memory in use at the end. */
  readonly residentSize: number;
}

/** How often the event loop is looked at, in milliseconds: that much of a delay is its own. */
const resolution = 10;

/** Watches the process that makes the load. */
export class SelfMonitor {
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution });
  readonly #began = performance.now();
  readonly #cpu = process.cpuUsage();
  #worst = 0;

  constructor() {
    this.#delay.enable();
  }

  /** The delay at p99 since it was asked last, in milliseconds. */
  takeDelay(): number {
    const delay = this.#delay.count === 0 ? 0 : Math.max(0, this.#delay.percentile(99) / 1e6 - resolution);
    this.#delay.reset();
    this.#worst = Math.max(this.#worst, delay);
    return delay;
  }

  finish(): SelfReport {
    this.takeDelay();
    this.#delay.disable();
    const { user, system } = process.cpuUsage(this.#cpu);
    return {
      eventLoopDelay: this.#worst,
      cpu: (user + system) / 1_000 / (performance.now() - this.#began),
      descriptors: countDescriptors(),
      residentSize: process.memoryUsage.rss(),
    };
  }
}

function countDescriptors(): number | undefined {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return undefined;
  }
}
