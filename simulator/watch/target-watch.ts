import type { TargetState } from './target-state.ts';

/** Looks at a target from outside while it is loaded. */
export interface TargetWatch {
  /** What is known of it now. */
  look(): TargetState;
  close(): void;
}
