import { type Certification, type CertifyOptions, certify } from '../gateway/certify.ts';
import { SuiteError } from '../gateway/suite-error.ts';
import type { TargetSource } from '../gateway/target/open-target.ts';
import type { Failure } from '../judge/scoreboard.ts';
import { type ReplayOf, replayWhileFixed } from './replay.ts';

/** What came of a failure of a gateway that was run again. */
export type Replay = ReplayOf<Failure>;

/**
 * Runs a failure again by its transport, seed and path. One that was flaky is run several times, and is fixed
 * when it held each time. It is inconclusive where the scenario does not get to the rule.
 *
 * @throws {SuiteError} when the gateway can't be started or reached, or dies
 */
export function replayFailure(
  recorded: Failure,
  target: TargetSource,
  progress?: NonNullable<CertifyOptions['progress']>,
): Promise<Replay> {
  return replayWhileFixed(recorded.held !== undefined, () => replayOnce(recorded, target, progress));
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
