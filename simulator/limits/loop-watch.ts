import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

const resolution = 10;

/** Watches whether this process stood still while it measured. */
export class LoopWatch {
  readonly #delays: IntervalHistogram = monitorEventLoopDelay({ resolution });
  readonly #tolerated: number;

  /** @param tolerated Milliseconds that change nothing. */
  constructor(tolerated: number) {
    this.#tolerated = tolerated;
    this.#delays.enable();
  }

  /** What to say of the measurement where it was disturbed. */
  finish(): string | undefined {
    this.#delays.disable();
    const delay = this.#delays.count === 0 ? 0 : this.#delays.max / 1e6 - resolution;
    return delay > this.#tolerated
      ? `the generator was the bottleneck: it stood still for ${Math.round(delay)}ms`
      : undefined;
  }
}
