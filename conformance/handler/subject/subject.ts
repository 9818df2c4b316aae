import type { Address } from '../../gateway/target/target.ts';

/** The handler that is verified: somewhere else, a process that was started for it, or an object in this one. */
export interface Subject {
  /** Where it is called. */
  readonly address: Address;
  /** What it printed last; empty where nobody sees it. */
  readonly output: string;
  /** How it ended, in words, where it has ended without being asked to. */
  readonly death: string | undefined;
  /** Kills it and starts it again, or starts it again where it has ended; missing where nobody can. */
  readonly restart?: () => Promise<void>;
  /** Bytes that it holds now, after it was given the chance to give some back; missing where nobody can tell. */
  readonly memory?: () => Promise<number>;
  stop(): Promise<void>;
}
