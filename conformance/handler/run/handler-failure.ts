import type { HeldReplay } from '../../judge/scoreboard.ts';
import type { Trace } from '../../judge/trace.ts';
import type { HandlerRuleId } from '../rules/handler-catalogue.ts';

/** A rule that was broken, with the shortest conversation that shows it. */
export interface HandlerFailure {
  readonly rule: HandlerRuleId;
  readonly expected: string;
  readonly actual: string;
  /** Which property, and how it was found. */
  readonly scenario: string;
  /** The steps of the conversation, one line each. */
  readonly steps: readonly string[];
  /** What happened, with times. */
  readonly trace: Trace;
  /** What the handler printed last, where it was started by the run. */
  readonly output: string;
  /** The options that run this conversation again. */
  readonly replay: { readonly seed: number; readonly path: string };
  /** Where the same conversation held when it was tried again on the spot: then the rule is flaky. */
  readonly held?: HeldReplay;
}
