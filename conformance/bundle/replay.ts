/** How often a flaky failure is tried before it counts as fixed. */
const flakyRuns = 10;

/** What came of a failure that was run again. */
export interface ReplayOf<Failure> {
  readonly outcome: 'failed' | 'fixed' | 'inconclusive';
  /** How it failed now. */
  readonly failure?: Failure;
  /** Why it is inconclusive. */
  readonly reason?: string;
}

/** Runs a failure again: once, or, where it was flaky, until it does not hold, and is fixed when it held each time. */
export async function replayWhileFixed<Failure>(
  isFlaky: boolean,
  replayOnce: () => Promise<ReplayOf<Failure>>,
): Promise<ReplayOf<Failure>> {
  let replay = await replayOnce();
  for (let left = isFlaky ? flakyRuns - 1 : 0; left > 0 && replay.outcome === 'fixed'; left -= 1)
    replay = await replayOnce();
  return replay;
}
