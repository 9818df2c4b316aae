import type { SuiteError } from '../suite-error.ts';

/** A gateway that runs because the suite has started it. */
export interface StartedGateway {
  readonly hasEnded: boolean;
  /**
   * Waits for words in the output.
   *
   * @throws {SuiteError} `TARGET_DID_NOT_START` when the gateway ends or its time is up before
   */
  untilOutput(pattern: RegExp): Promise<string>;
  /** Calls once when the gateway ends, or has ended, without having been asked to. */
  onDeath(died: (error: SuiteError) => void): void;
  /** Ends it, and settles when nothing of it is left. */
  stop(): Promise<void>;
}
