import type { Failure } from '../../judge/scoreboard.ts';
import { Violation } from '../../judge/violation.ts';
import type { Plan } from '../generate/plan.ts';
import type { Suite, World } from '../world/world.ts';
import { toFailure } from './failure.ts';
import { createWorld, runPlan } from './run-plan.ts';

/** What came of one run of a plan. */
export interface Attempt {
  readonly world: World;
  /** The first rule that was broken, if one was. */
  readonly violation?: Violation;
}

/** Runs a plan once; what it breaks after its end counts as well. */
export async function attempt(
  suite: Suite,
  plan: Plan,
  scenario: string,
  replay: Failure['replay'],
): Promise<Attempt> {
  const world = createWorld(suite);
  try {
    await runPlan(world, plan);
    world.late = (violation) => suite.scoreboard.fail(toFailure(violation, world, scenario, replay));
    return { world };
  } catch (error) {
    if (error instanceof Violation) return { world, violation: error };
    throw error;
  }
}
