import fc from 'fast-check';
import type { Violation } from '../judge/violation.ts';
import type { MemoryGatewayMaker } from './memory-gateway.ts';
import type { Plan } from './plan.ts';
import { plans } from './plan-arbitrary.ts';
import { Trace } from './trace.ts';
import { World } from './world.ts';

/** Each names an interleaving. A `Scheduler` itself can't be drawn: a second copy of one goes on where the first ended. */
const schedules = fc.noShrink(fc.nat());

/** Where to look, and for how long. */
export interface Exploration {
  readonly seed: number;
  readonly runs: number;
  /** Only the schedule at this place, as an earlier failure named it. */
  readonly path?: string;
  /** Whether a failure is made shorter, unless it was named by its path: true by default. */
  readonly shrink?: boolean;
}

/** The shortest course of events that was found to break a rule. */
export interface Counterexample {
  readonly violation: Violation | undefined;
  /** What the gateway threw, where it broke no rule but fell over. */
  readonly crash: unknown;
  readonly plan: Plan;
  readonly seed: number;
  readonly path: string;
  readonly trace: readonly string[];
}

export interface ExplorationResult {
  readonly steps: number;
  readonly runs: number;
  readonly failure: Counterexample | undefined;
}

/** Runs plans under schedules that `fc.scheduler` decides, until one breaks a rule or all have passed. */
export async function explore(
  make: MemoryGatewayMaker,
  exploration: Exploration,
): Promise<ExplorationResult> {
  const { seed, runs, path, shrink = true } = exploration;
  let steps = 0;
  const property = fc.asyncProperty(plans, schedules, async (plan, schedule) => {
    const world = new World(plan, schedulerOf(schedule), make);
    const violation = await world.run();
    steps += world.steps;
    if (violation !== undefined) throw violation;
  });
  const details = await fc.check(property, {
    seed,
    numRuns: path === undefined ? runs : 1,
    endOnFailure: path !== undefined || !shrink,
    ...(path === undefined ? {} : { path }),
  });
  if (!details.failed) return { steps, runs: details.numRuns, failure: undefined };
  const failure = await retell(make, seed, details.counterexamplePath ?? '0');
  return { steps, runs: details.numRuns, failure };
}

/** Runs one schedule again, and takes down what happens. */
async function retell(make: MemoryGatewayMaker, seed: number, path: string): Promise<Counterexample> {
  const told: { trace: Trace; plan: Plan; violation: Violation | undefined; crash: unknown }[] = [];
  const property = fc.asyncProperty(plans, schedules, async (plan, schedule) => {
    const trace = new Trace();
    const world = new World(plan, schedulerOf(schedule), make, trace);
    const crash = await world.run().then(
      () => undefined,
      (error: unknown) => error,
    );
    const { violation } = world.judge;
    told.push({ trace, plan, violation, crash });
    if (violation !== undefined || crash !== undefined) throw violation ?? crash;
  });
  await fc.check(property, { seed, path, numRuns: 1, endOnFailure: true });
  const last = told.at(-1);
  if (last === undefined) throw new Error(`the path ${path} leads nowhere with seed ${seed}`);
  const { trace, plan, violation, crash } = last;
  return { violation, crash, plan, seed, path, trace: trace.lines };
}

/** A counterexample for people: the rule, the course of events, and the command that replays it. */
export function describeCounterexample(failure: Counterexample): string {
  const { violation, crash, trace, seed, path } = failure;
  return [
    violation?.message ?? `the gateway threw ${crash instanceof Error ? crash.stack : String(crash)}`,
    ...trace.map((line) => `  ${line}`),
    `again: npm run explore -- --seed ${seed} --path ${path}`,
  ].join('\n');
}

function schedulerOf(schedule: number): fc.Scheduler {
  const [scheduler] = fc.sample(fc.scheduler(), { seed: schedule, numRuns: 1 });
  if (scheduler === undefined) throw new Error('fast-check made no scheduler');
  return scheduler;
}
