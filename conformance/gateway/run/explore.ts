import { type Arbitrary, asyncProperty, check, type RunDetails } from 'fast-check';
import { Violation } from '../../judge/violation.ts';
import type { RuleId } from '../../rules/catalogue.ts';
import type { Plan } from '../generate/plan.ts';
import { PlanArbitrary } from '../generate/plan-arbitrary.ts';
import type { Suite, World } from '../world/world.ts';
import { toFailure } from './failure.ts';
import { createWorld, runPlan } from './run-plan.ts';
import { tryAgain } from './try-again.ts';

/** How many generated scenarios of a transport run at once. */
const lanes = 4;
const longestPlan = 30;
const shrinkTime = 20_000;

/** How much is explored, at most. */
export interface Budget {
  readonly runs: number;
  /** Milliseconds. */
  readonly time: number;
}

/** Generates scenarios and runs them; each lane has a seed of its own, made from the run's. */
export async function explore(
  suite: Suite,
  seed: number,
  budget: Budget,
  done: () => void,
  plans: Arbitrary<Plan> = new PlanArbitrary(longestPlan, suite.transport),
): Promise<void> {
  const share = (lane: number) => Math.floor(budget.runs / lanes) + (lane < budget.runs % lanes ? 1 : 0);
  const until = performance.now() + budget.time;
  await Promise.all(
    Array.from({ length: lanes }, (_, lane) =>
      new Lane(suite, plans, until, done).run((seed + lane) | 0, share(lane)),
    ),
  );
}

/** Runs one generated scenario again, by the seed and path that its failure named. */
export async function replay(
  suite: Suite,
  seed: number,
  path: string,
  plans: Arbitrary<Plan> = new PlanArbitrary(longestPlan, suite.transport),
): Promise<void> {
  await new Lane(suite, plans, Number.POSITIVE_INFINITY, () => undefined).run(seed, 1, path);
}

/** A sequence of generated scenarios, one after the other. */
class Lane {
  readonly #suite: Suite;
  readonly #plans: Arbitrary<Plan>;
  readonly #until: number;
  readonly #done: () => void;
  readonly #worlds = new Map<Plan, World>();
  #shrinkUntil = Number.POSITIVE_INFINITY;
  /** The rule whose shortest scenario is looked for. */
  #shrinking: RuleId | undefined;

  constructor(suite: Suite, plans: Arbitrary<Plan>, until: number, done: () => void) {
    this.#suite = suite;
    this.#plans = plans;
    this.#until = until;
    this.#done = done;
  }

  /** Goes on after a failure, until all runs are made: one broken rule must not hide the others. */
  async run(seed: number, runs: number, path?: string): Promise<void> {
    for (
      let left = runs, current = seed;
      left > 0 && performance.now() < this.#until;
      current = (current + 7919) | 0
    ) {
      this.#shrinkUntil = Number.POSITIVE_INFINITY;
      this.#shrinking = undefined;
      this.#worlds.clear();
      const details = await check(this.#property(), {
        seed: current,
        numRuns: left,
        ...(path === undefined ? {} : { path, endOnFailure: true }),
      });
      if (!details.failed) return;
      await this.#report(details);
      left -= details.numRuns;
    }
  }

  #property() {
    return asyncProperty(this.#plans, async (plan) => {
      // Past its time a run, or the shrinking of one, ends by finding nothing.
      if (performance.now() > Math.min(this.#until, this.#shrinkUntil)) return;
      const world = createWorld(this.#suite);
      try {
        await runPlan(world, plan);
      } catch (error) {
        if (error instanceof Violation) {
          if (this.#isBesides(error)) return;
          this.#beginShrinking(error);
        }
        this.#worlds.set(plan, world);
        throw error;
      } finally {
        this.#done();
      }
    });
  }

  /** A rule that has failed already is not shrunk once more, and the shrinking of one does not end at another. */
  #isBesides({ rule }: Violation): boolean {
    if (this.#shrinking !== undefined) return rule !== this.#shrinking;
    return this.#suite.scoreboard.isSettled(rule);
  }

  #beginShrinking({ rule }: Violation): void {
    if (this.#shrinking !== undefined) return;
    this.#shrinking = rule;
    this.#shrinkUntil = performance.now() + shrinkTime;
  }

  async #report(details: RunDetails<[Plan]>): Promise<void> {
    const error = details.errorInstance;
    if (!(error instanceof Violation)) throw error;
    const plan = details.counterexample?.[0];
    const world = plan && this.#worlds.get(plan);
    if (plan === undefined || world === undefined) throw error;
    const { transport } = this.#suite;
    const replay = { transport, seed: details.seed, path: details.counterexamplePath ?? '' };
    const failure = toFailure(error, world, 'generated', replay);
    this.#suite.scoreboard.fail(failure);
    await tryAgain(this.#suite, plan, failure);
    this.#suite.scoreboard.shortestFound(error.rule);
  }
}
