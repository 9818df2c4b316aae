import type { Violation } from '../../judge/violation.ts';
import { type Plan, simplerPlans } from '../generate/plan.ts';
import { deriveSeed, Random } from '../random.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Suite, World } from '../world/world.ts';
import { type Attempt, attempt } from './attempt.ts';
import { toFailure } from './failure.ts';
import { tryAgain } from './try-again.ts';

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
  await run(of('last'));
}

async function runScenario(suite: Suite, scenario: Scenario, seed: number): Promise<void> {
  const plan = scenario.plan(new Random(deriveSeed(seed, scenario.name)));
  const replay = { transport: suite.transport, seed, path: `scenario:${scenario.name}` };
  const run = (tried: Plan) => attempt(suite, tried, scenario.name, replay);
  const { world, violation } = await run(plan);
  if (violation === undefined) return;
  const first = { plan, world, violation };
  const { scoreboard } = suite;
  // One short counterexample is enough for each rule; the first scenario that breaks it looks for it.
  if (scenario.pace === 'last') {
    scoreboard.fail(toFailure(violation, world, scenario.name, replay));
    scoreboard.confirm(violation.rule);
    return scoreboard.shortestFound(violation.rule);
  }
  const claimed = scoreboard.claim(violation.rule);
  const shortest = claimed ? await shrink(suite, first, run) : first;
  const failure = toFailure(shortest.violation, shortest.world, scenario.name, replay);
  scoreboard.fail(failure);
  await tryAgain(suite, shortest.plan, failure);
  if (claimed) scoreboard.shortestFound(violation.rule);
}

/** A plan that breaks a rule. */
interface Broken {
  readonly plan: Plan;
  readonly world: World;
  readonly violation: Violation;
}

/** The shortest plan found that breaks the same rule. */
async function shrink(suite: Suite, first: Broken, run: (plan: Plan) => Promise<Attempt>): Promise<Broken> {
  const until = performance.now() + shrinkTime;
  let [shortest, runs] = [first, 0];
  for (let improved = true; improved; ) {
    improved = false;
    for (const plan of simplerPlans(shortest.plan, suite.transport)) {
      if (performance.now() > until || runs >= shrinkRuns) return shortest;
      runs += 1;
      const { world, violation } = await run(plan);
      if (violation === undefined || violation.rule !== first.violation.rule) continue;
      [shortest, improved] = [{ plan, world, violation }, true];
      break;
    }
  }
  return shortest;
}
