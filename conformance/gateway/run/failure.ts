import type { Failure } from '../../judge/scoreboard.ts';
import type { Violation } from '../../judge/violation.ts';
import type { World } from '../world/world.ts';

/** A violation with everything that a person needs to follow it. */
export function toFailure(
  violation: Violation,
  world: World,
  scenario: string,
  replay: Failure['replay'],
): Failure {
  const { rule, expected, actual } = violation;
  const { steps, trace } = world.journal;
  return { rule, expected, actual, scenario, steps: [...steps], trace, replay };
}
