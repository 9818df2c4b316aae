import type { SimulationInterval, SimulationResult } from '../run/simulate.ts';

/** What a part of a run does for the others. */
export interface Part {
  /**
   * Waits until all parts are ready.
   *
   * @throws {SimulatorError} `PARTS_MISSING`; `OPTION_INVALID` where they are no parts of one run
   */
  begin(): Promise<void>;
  /** Takes an interval of this part, and answers what is to be shown. */
  tell(interval: SimulationInterval): SimulationInterval;
  /** Takes the result of this part, and answers what is to be reported. */
  finish(
    own: SimulationResult,
    onInterval: (interval: SimulationInterval) => void,
  ): Promise<SimulationResult>;
}

export interface PartOptions {
  /** From 0. */
  readonly index: number;
  readonly count: number;
  /** How long to wait for the other parts, in milliseconds. */
  readonly wait: number;
  /** Ends the run, and the waiting for its begin. */
  readonly signal: AbortSignal;
  /** Told each time that others are waited for than before. */
  readonly onWaiting: (parts: string) => void;
  /** Told when the others do without this part's result. */
  readonly onLost: (reason: string) => void;
  /** Called when another part ends the run. */
  readonly stop: () => void;
}
