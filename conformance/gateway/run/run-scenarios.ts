import type { Failure } from '../../judge/scoreboard.ts';
import { Violation } from '../../judge/violation.ts';
import { type Plan, simplerPlans } from '../generate/plan.ts';
import { deriveSeed, Random } from '../random.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Suite, World } from '../world/world.ts';
import { toFailure } from './failure.ts';
import { createWorld, runPlan } from './run-plan.ts';

/** How many scenarios run at once besides those that only wait: the machine must not be overrun. */
const concurrency = 16;

/** How long and how often a failing scenario is tried with fewer steps. */
const shrinkTime = 20_000;
const shrinkRuns = 40;

/** A scenario that is to run on the transport of a suite. */
export interface PlannedRun {
  readonly suite: Suite;
  readonly scenario: Scenario;
}

/** Runs scenarios that are written down, many at once. */
export async function runScenarios(
  planned: readonly PlannedRun[],
  seed: number,
  done: (scenario: Scenario) => void,
): Promise<void> {
  const run = async (waiting: PlannedRun[]) => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await runScenario(next.suite, next.scenario, seed);
      done(next.scenario);
    }
  };
  const of = (pace: Scenario['pace']) => planned.filter(({ scenario }) => scenario.pace === pace);
  await run(of('alone'));
  const [waiting, heavy, others] = [of('waiting'), of('heavy'), of(undefined)];
  await Promise.all([
    ...waiting.map((each) => run([each])),
    run(heavy),
    ...Array.from({ length: concurrency }, () => run(others)),
  ]);
}

async function runScenario(suite: Suite, scenario: Scenario, seed: number): Promise<void> {
  const plan = scenario.plan(new Random(deriveSeed(seed, scenario.name)));
  const first = await attempt(suite, plan, scenario, seed);
  if (first === undefined) return;
  const { scoreboard } = suite;
  // One short counterexample is enough for each rule; the first scenario that breaks it looks for it.
  const { rule } = first.violation;
  const claimed = scoreboard.claim(rule);
  const shortest = claimed ? await shrink(suite, plan, first, scenario, seed) : first;
  const replay = replayOf(suite, scenario, seed);
  scoreboard.fail(toFailure(shortest.violation, shortest.world, scenario.name, replay));
  if (claimed) scoreboard.shortestFound(rule);
}

function replayOf({ transport }: Suite, { name }: Scenario, seed: number): Failure['replay'] {
  return { transport, seed, path: `scenario:${name}` };
}

interface Attempt {
  readonly world: World;
  readonly violation: Violation;
}

/** Runs a plan; the violation, if there was one. */
async function attempt(
  suite: Suite,
  plan: Plan,
  scenario: Scenario,
  seed: number,
): Promise<Attempt | undefined> {
  const world = createWorld(suite);
  try {
    await runPlan(world, plan);
    world.late = (violation) => {
      const replay = replayOf(suite, scenario, seed);
      suite.scoreboard.fail(toFailure(violation, world, scenario.name, replay));
    };
    return undefined;
  } catch (error) {
    if (error instanceof Violation) return { world, violation: error };
    throw error;
  }
}

/** The shortest plan found that breaks the same rule. */
async function shrink(
  suite: Suite,
  plan: Plan,
  first: Attempt,
  scenario: Scenario,
  seed: number,
): Promise<Attempt> {
  const until = performance.now() + shrinkTime;
  let [shortest, current, runs] = [first, plan, 0];
  for (let improved = true; improved; ) {
    improved = false;
    for (const simpler of simplerPlans(current, suite.transport)) {
      if (performance.now() > until || runs >= shrinkRuns) return shortest;
      runs += 1;
      const found = await attempt(suite, simpler, scenario, seed);
      if (found?.violation.rule !== first.violation.rule) continue;
      [shortest, current, improved] = [found, simpler, true];
      break;
    }
  }
  return shortest;
}
