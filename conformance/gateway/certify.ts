import { randomInt } from 'node:crypto';
import { Scoreboard } from '../judge/scoreboard.ts';
import { judgeAll, judgeRules, type RuleResult } from '../judge/verdict.ts';
import { findRule } from '../rules/catalogue.ts';
import type { Need } from '../rules/rule.ts';
import { preflight } from './preflight.ts';
import { explore, replay } from './run/explore.ts';
import { runScenarios } from './run/run-scenarios.ts';
import { allScenarios } from './scenarios/all-scenarios.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { SuiteError } from './suite-error.ts';
import { openTarget, type TargetSource } from './target/open-target.ts';
import type { Target } from './target/target.ts';
import type { Suite } from './world/world.ts';

/** How many generated scenarios a run makes besides those that are written down. */
const generatedRuns = { quick: 300, full: 3_000 } as const;

/** How long generated scenarios may take, in milliseconds: where much is broken, each waits for what never comes. */
const generatedTime = { quick: 30_000, full: 180_000 } as const;

/** What a certification is told. */
export interface CertifyOptions {
  /** The gateway to judge. */
  readonly target: TargetSource;
  /** How many generated scenarios: 300 or 3,000. */
  readonly mode?: 'quick' | 'full';
  /** Reproduces every random choice; chosen at random where it is missing. */
  readonly seed?: number;
  /** Runs only this scenario, as a failure's replay names it. */
  readonly path?: string;
  /** Judges only these rules. */
  readonly only?: readonly string[];
  /** Called as the run gets on. */
  readonly progress?: (progress: Progress) => void;
}

/** How far a run is. */
export interface Progress {
  readonly phase: 'starting' | 'scenarios' | 'exploring';
  readonly done: number;
  readonly total: number;
  /** How many rules are broken so far. */
  readonly failed: number;
}

/** What came of a certification. */
export interface Certification {
  readonly target: Pick<Target, 'name' | 'listeners' | 'adapter' | 'handler'>;
  readonly verdict: 'passed' | 'failed' | 'inconclusive';
  readonly mode: 'quick' | 'full';
  readonly seed: number;
  readonly results: readonly RuleResult[];
  readonly scenarioCount: number;
  /** Milliseconds, without starting the target. */
  readonly duration: number;
}

/**
 * Judges a gateway on real sockets and real gRPC.
 *
 * @throws {SuiteError} when there is nothing to judge, or the target died
 */
export async function certify(options: CertifyOptions): Promise<Certification> {
  checkOptions(options);
  const seed = options.seed ?? randomInt(0x7fffffff);
  options.progress?.({ phase: 'starting', done: 0, total: 1, failed: 0 });
  const opened = await openTarget(options.target, new Scoreboard());
  try {
    const { suite } = opened;
    await preflight(suite);
    const began = performance.now();
    await opened.whileAlive(run(suite, seed, options));
    const duration = performance.now() - began;
    return summarize(suite, options, seed, duration);
  } finally {
    await opened.close();
  }
}

async function run(suite: Suite, seed: number, options: CertifyOptions): Promise<void> {
  const { path, mode = 'quick', only } = options;
  if (path !== undefined && !path.startsWith('scenario:')) return replay(suite, seed, path);
  const chosen = chooseScenarios(suite.target, path);
  const report = createReport(suite, options);
  await runScenarios(suite, chosen, seed, report('scenarios', chosen.length));
  // The written scenarios reach every rule; generated ones look for what nobody thought of.
  if (path !== undefined || only !== undefined) return;
  const runs = generatedRuns[mode];
  await explore(suite, seed, { runs, time: generatedTime[mode] }, report('exploring', runs));
}

function createReport({ scoreboard }: Suite, { progress }: CertifyOptions) {
  return (phase: Progress['phase'], total: number) => {
    let done = 0;
    return () => {
      done += 1;
      progress?.({ phase, done: Math.min(done, total), total, failed: scoreboard.failureCount });
    };
  };
}

function chooseScenarios(target: Target, path: string | undefined): readonly Scenario[] {
  const name = path?.slice('scenario:'.length);
  return allScenarios.filter(
    (scenario) =>
      (name === undefined || scenario.name === name) &&
      (scenario.needs === undefined || declares(target, scenario.needs)),
  );
}

function declares({ refusals, mountpoint }: Target, need: Need): boolean {
  switch (need) {
    case 'refusals.authentication':
      return refusals.authentication !== undefined;
    case 'refusals.publish':
      return refusals.publish !== undefined;
    case 'refusals.subscribe':
      return refusals.subscribe !== undefined;
    case 'mountpoint':
      return mountpoint.from === 'client' || mountpoint.prefix !== '';
    case 'no fixed mountpoint':
      return mountpoint.from === 'client' || mountpoint.prefix === '';
  }
}

function summarize(suite: Suite, options: CertifyOptions, seed: number, duration: number): Certification {
  const { target, scoreboard } = suite;
  const only = options.only === undefined ? undefined : new Set(options.only);
  const judged = judgeRules(scoreboard, (need) => declares(target, need), only);
  // A replay is about what failed: the rules that its scenario does not touch say nothing.
  const results = options.path === undefined ? judged : judged.filter(({ exercised }) => exercised > 0);
  return {
    target: {
      name: target.name,
      listeners: target.listeners,
      adapter: target.adapter,
      handler: target.handler,
    },
    verdict: judgeAll(results),
    mode: options.mode ?? 'quick',
    seed,
    results,
    scenarioCount: scoreboard.scenarioCount,
    duration,
  };
}

function checkOptions({ only = [], path, seed }: CertifyOptions): void {
  for (const id of only) {
    if (findRule(id) === undefined)
      throw new SuiteError('UNKNOWN_RULE', `there is no rule ${id}: \`exproto rules\` lists them`);
  }
  if (path === undefined) return;
  const name = path.startsWith('scenario:') ? path.slice('scenario:'.length) : undefined;
  if (
    name === undefined ? !/^[\d:]+$/.test(path) : !allScenarios.some((scenario) => scenario.name === name)
  ) {
    throw new SuiteError(
      'UNKNOWN_PATH',
      `there is no scenario at the path ${path}: copy it from the failure's replay line`,
    );
  }
  if (name === undefined && seed === undefined) {
    throw new SuiteError(
      'UNKNOWN_PATH',
      `the path ${path} belongs to a seed: give --seed as the failure's replay line does`,
    );
  }
}
