import type { Failure } from '../../judge/scoreboard.ts';
import type { Plan } from '../generate/plan.ts';
import type { Suite } from '../world/world.ts';
import { attempt } from './attempt.ts';

/** How often and how long (in milliseconds) a failure is tried again on the spot. */
const mostRuns = 3;
const longest = 10_000;

/**
 * Runs the shortest scenario that breaks a rule again, and tells the scoreboard
 * when it holds: the gateway is not at fault each time, the rule is flaky.
 */
export async function tryAgain(suite: Suite, plan: Plan, failure: Failure): Promise<void> {
  const { scoreboard } = suite;
  if (!scoreboard.mayTryAgain(failure.rule)) return;
  const until = performance.now() + longest;
  for (let run = 1; run <= mostRuns && performance.now() < until; run += 1) {
    const { world, violation } = await attempt(suite, plan, failure.scenario, failure.replay);
    if (violation !== undefined) continue;
    scoreboard.heldAgain(failure, { run, trace: world.journal.trace });
    return;
  }
  scoreboard.confirm(failure.rule);
}
