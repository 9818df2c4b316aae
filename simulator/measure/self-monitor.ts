import { readdirSync } from 'node:fs';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

/** How the generator itself fared, of one process. */
export interface SelfReport {
  /** By how much the event loop was late at p99 of the whole run, in milliseconds. */
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
  /** Since it was asked last, and of the whole run. */
  readonly #recent: IntervalHistogram = monitorEventLoopDelay({ resolution });
  readonly #whole: IntervalHistogram = monitorEventLoopDelay({ resolution });
  readonly #began = performance.now();
  readonly #cpu = process.cpuUsage();

  constructor() {
    this.#recent.enable();
    this.#whole.enable();
  }

  /** The delay at p99 since it was asked last, in milliseconds. */
  takeDelay(): number {
    const delay = delayOf(this.#recent);
    this.#recent.reset();
    return delay;
  }

  finish(): SelfReport {
    this.#recent.disable();
    this.#whole.disable();
    const { user, system } = process.cpuUsage(this.#cpu);
    return {
      eventLoopDelay: delayOf(this.#whole),
      cpu: (user + system) / 1_000 / (performance.now() - this.#began),
      descriptors: countDescriptors(),
      residentSize: process.memoryUsage.rss(),
    };
  }
}

function delayOf(histogram: IntervalHistogram): number {
  return histogram.count === 0 ? 0 : Math.max(0, histogram.percentile(99) / 1e6 - resolution);
}

function countDescriptors(): number | undefined {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return undefined;
  }
}
