import { type Certification, type CertifyOptions, certify } from '../gateway/certify.ts';
import { SuiteError } from '../gateway/suite-error.ts';
import type { TargetSource } from '../gateway/target/open-target.ts';
import type { Failure } from '../judge/scoreboard.ts';

/** How often a flaky failure is tried before it counts as fixed. */
const flakyRuns = 10;

/** What came of a failure that was run again. */
export interface Replay {
  readonly outcome: 'failed' | 'fixed' | 'inconclusive';
  /** How it failed now. */
  readonly failure?: Failure;
  /** Why it is inconclusive. */
  readonly reason?: string;
}

/**
 * Runs a failure again by its transport, seed and path. One that was flaky is run several times, and is fixed
 * when it held each time. It is inconclusive where the scenario does not get to the rule.
 *
 * @throws {SuiteError} when the gateway can't be started or reached, or dies
 */
export async function replayFailure(
  recorded: Failure,
  target: TargetSource,
  progress?: NonNullable<CertifyOptions['progress']>,
): Promise<Replay> {
  let replay: Replay = { outcome: 'inconclusive' };
  for (let left = recorded.held === undefined ? 1 : flakyRuns; left > 0; left -= 1) {
    replay = await replayOnce(recorded, target, progress);
    if (replay.outcome !== 'fixed') return replay;
  }
  return replay;
}

async function replayOnce(
  { rule, replay: { transport, seed, path } }: Failure,
  target: TargetSource,
  progress: CertifyOptions['progress'],
): Promise<Replay> {
  try {
    const options = { target, transports: [transport], seed, path, asFound: true };
    const certification = await certify({ ...options, ...(progress === undefined ? {} : { progress }) });
    return judge(certification, rule);
  } catch (error) {
    if (!(error instanceof SuiteError) || !isElsewhere(error)) throw error;
    return { outcome: 'inconclusive', reason: error.message };
  }
}

/** The gateway, or this version of the suite, does not have what the failure is about. */
function isElsewhere({ code }: SuiteError): boolean {
  return code === 'UNKNOWN_PATH' || code === 'UNKNOWN_TRANSPORT';
}

function judge({ results }: Certification, wanted: Failure['rule']): Replay {
  const own = results.find(({ rule }) => rule.id === wanted);
  if (own?.failure !== undefined) return { outcome: 'failed', failure: own.failure };
  const other = results.find(({ failure }) => failure !== undefined);
  if (other !== undefined)
    return { outcome: 'inconclusive', reason: `the scenario ended before, since it broke ${other.rule.id}` };
  if (own === undefined)
    return { outcome: 'inconclusive', reason: `the scenario did not put ${wanted} to the test` };
  return { outcome: 'fixed' };
}
