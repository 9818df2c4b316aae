import { SuiteError } from '../gateway/suite-error.ts';
import type { HandlerFailure } from '../handler/run/handler-failure.ts';
import { type Verification, type VerifyOptions, verifyHandler } from '../handler/verify.ts';

/** How often a flaky failure is tried before it counts as fixed. */
const flakyRuns = 10;

/** What came of a failure of a handler that was played again. */
export interface HandlerReplay {
  readonly outcome: 'failed' | 'fixed' | 'inconclusive';
  /** How it failed now. */
  readonly failure?: HandlerFailure;
  /** Why it is inconclusive. */
  readonly reason?: string;
}

/**
 * Plays a failure again by its seed and path. One that was flaky is played several times, and is fixed when it held
 * each time. It is inconclusive where the conversation does not get to the rule.
 *
 * @param options How the handler is reached and what devices send, as when the failure was found.
 * @throws {SuiteError} when the handler can't be started or reached
 */
export async function replayHandlerFailure(
  recorded: HandlerFailure,
  options: Omit<VerifyOptions, 'seed' | 'path' | 'only'>,
): Promise<HandlerReplay> {
  let replay: HandlerReplay = { outcome: 'inconclusive' };
  for (let left = recorded.held === undefined ? 1 : flakyRuns; left > 0; left -= 1) {
    replay = await replayOnce(recorded, options);
    if (replay.outcome !== 'fixed') return replay;
  }
  return replay;
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
