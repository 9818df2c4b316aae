import { SuiteError } from '../gateway/suite-error.ts';
import type { HandlerFailure } from '../handler/run/handler-failure.ts';
import { type Verification, verifyHandler } from '../handler/verify.ts';
import type { VerifyOptions } from '../handler/verify-options.ts';
import { type ReplayOf, replayWhileFixed } from './replay.ts';

/** What came of a failure of a handler that was played again. */
export type HandlerReplay = ReplayOf<HandlerFailure>;

/**
 * Plays a failure again by its seed and path. One that was flaky is played several times, and is fixed when it held
 * each time. It is inconclusive where the conversation does not get to the rule.
 *
 * @param options How the handler is reached and what devices send, as when the failure was found.
 * @throws {SuiteError} when the handler can't be started or reached
 */
export function replayHandlerFailure(
  recorded: HandlerFailure,
  options: Omit<VerifyOptions, 'seed' | 'path' | 'only'>,
): Promise<HandlerReplay> {
  return replayWhileFixed(recorded.held !== undefined, () => replayOnce(recorded, options));
}

async function replayOnce(
  { rule, replay: { seed, path } }: HandlerFailure,
  options: Omit<VerifyOptions, 'seed' | 'path' | 'only'>,
): Promise<HandlerReplay> {
  try {
    return judge(await verifyHandler({ ...options, seed, path, only: [rule] }), rule);
  } catch (error) {
    if (!(error instanceof SuiteError) || error.code !== 'UNKNOWN_PATH') throw error;
    return { outcome: 'inconclusive', reason: error.message };
  }
}

function judge({ results }: Verification, rule: HandlerFailure['rule']): HandlerReplay {
  const [own] = results;
  if (own?.failure !== undefined) return { outcome: 'failed', failure: own.failure };
  if (own === undefined || own.exercised === 0)
    return { outcome: 'inconclusive', reason: `the conversation did not put ${rule} to the test` };
  return { outcome: 'fixed' };
}
