import { randomInt } from 'node:crypto';
import { judgeAll, judgeRules, type RuleResult } from '../judge/verdict.ts';
import { catalogue, findRule } from '../rules/catalogue.ts';
import type { Transport } from '../rules/transport.ts';
import { preflight } from './preflight.ts';
import { deriveSeed } from './random.ts';
import { explore, replay } from './run/explore.ts';
import { type PlannedRun, runScenarios } from './run/run-scenarios.ts';
import { allScenarios } from './scenarios/all-scenarios.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { SuiteError } from './suite-error.ts';
import { declares } from './target/declares.ts';
import { type OpenTarget, openTarget, type TargetSource } from './target/open-target.ts';
import { type Address, listenerOf, type Target } from './target/target.ts';
import type { Suite } from './world/world.ts';

/** How many generated scenarios a run makes on each transport besides those that are written down. */
const generatedRuns = { quick: 150, full: 3_000 } as const;

/** How long generated scenarios may take, in milliseconds: where much is broken, each waits for what never comes. */
const generatedTime = { quick: 30_000, full: 180_000 } as const;

/** What a certification is told. */
export interface CertifyOptions {
  /** The gateway to judge. */
  readonly target: TargetSource;
  /** Judges only these transports; all that the target has, where it is missing. */
  readonly transports?: readonly Transport[];
  /** How many generated scenarios on each transport: 150 or 3,000. */
  readonly mode?: 'quick' | 'full';
  /** Reproduces every random choice; chosen at random where it is missing. */
  readonly seed?: number;
  /** Runs only this scenario, as a failure's replay names it. */
  readonly path?: string;
  /** Judges only these rules. */
  readonly only?: readonly string[];
  /** Ends the run as soon as a scenario is found, and shortened, that breaks one of the rules. */
  readonly failFast?: boolean;
  /** Runs only scenarios that are generated, which do not put every rule to the test. */
  readonly generatedOnly?: boolean;
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
  readonly target: Pick<Target, 'name' | 'adapter' | 'handler'> & {
    /** Those that were judged. */
    readonly listeners: Partial<Record<Transport, Address>>;
  };
  readonly verdict: 'passed' | 'failed' | 'inconclusive';
  readonly mode: 'quick' | 'full';
  readonly seed: number;
  /** Those that were judged. */
  readonly transports: readonly Transport[];
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
  const opened = await openTarget(options.target, options.transports);
  try {
    await preflight(opened.suites);
    const began = performance.now();
    const { failFast = false, only } = options;
    // Whoever asks for one rule does not wait for the shortest scenario that breaks another.
    if (only !== undefined) ignoreOthers(opened.suites, new Set(only));
    const complete = run(opened.suites, seed, options);
    await opened.whileAlive(failFast ? Promise.race([complete, failure(opened.suites, only)]) : complete);
    return summarize(opened, options, seed, performance.now() - began);
  } finally {
    await opened.close();
  }
}

async function run(suites: readonly Suite[], seed: number, options: CertifyOptions): Promise<void> {
  const { path, mode = 'quick', only, generatedOnly = false } = options;
  if (path !== undefined && !path.startsWith('scenario:'))
    return replay(suiteOfPath(suites, path), seed, path);
  const report = createReport(suites, options);
  if (!generatedOnly) {
    const planned = planScenarios(suites, path);
    await runScenarios(planned, seed, report('scenarios', planned.length));
  }
  // The written scenarios reach every rule; generated ones look for what nobody thought of.
  if (path !== undefined || only !== undefined) return;
  const runs = generatedRuns[mode];
  const done = report('exploring', runs * suites.length);
  const budget = { runs, time: generatedTime[mode] };
  await Promise.all(suites.map((suite) => explore(suite, deriveSeed(seed, suite.transport), budget, done)));
}

function ignoreOthers(suites: readonly Suite[], only: ReadonlySet<string>): void {
  const others = catalogue.filter(({ id }) => !only.has(id));
  for (const { scoreboard } of suites) for (const { id } of others) scoreboard.claim(id);
}

/** Settles when a rule that is judged is broken, and the shortest scenario found that shows it. */
function failure(suites: readonly Suite[], only: readonly string[] | undefined): Promise<void> {
  return new Promise((resolve) => {
    for (const { scoreboard } of suites) {
      scoreboard.shortestFound = (rule) => {
        if (only === undefined || only.includes(rule)) resolve();
      };
    }
  });
}

function suiteOfPath([suite, ...others]: readonly Suite[], path: string): Suite {
  if (suite !== undefined && others.length === 0) return suite;
  const text = `the path ${path} belongs to a transport: give --transport as the failure's replay line does`;
  throw new SuiteError('UNKNOWN_PATH', text);
}

function createReport(suites: readonly Suite[], { progress }: CertifyOptions) {
  return (phase: Progress['phase'], total: number) => {
    let done = 0;
    return () => {
      done += 1;
      const failed = new Set(suites.flatMap(({ scoreboard }) => scoreboard.broken)).size;
      progress?.({ phase, done: Math.min(done, total), total, failed });
    };
  };
}

/** Scenario by scenario, each on all of its transports: the slow ones come first. */
function planScenarios(suites: readonly Suite[], path: string | undefined): readonly PlannedRun[] {
  const name = path?.slice('scenario:'.length);
  const planned = allScenarios
    .filter((scenario) => name === undefined || scenario.name === name)
    .flatMap((scenario) =>
      suites.filter((suite) => suits(scenario, suite)).map((suite) => ({ suite, scenario })),
    );
  if (planned.length > 0) return planned;
  const where = suites.map(({ transport }) => transport).join(', ');
  const text = `the scenario ${name} says nothing about ${where}, or needs something that the target file does not declare`;
  throw new SuiteError('UNKNOWN_PATH', text);
}

function suits({ transports, needs }: Scenario, { target, transport }: Suite): boolean {
  if (transports !== undefined && !transports.includes(transport)) return false;
  return needs === undefined || declares(target, transport, needs);
}

function summarize(
  { target, suites }: OpenTarget,
  options: CertifyOptions,
  seed: number,
  duration: number,
): Certification {
  const only = options.only === undefined ? undefined : new Set(options.only);
  const evidence = suites.map(({ transport, scoreboard }) => ({
    transport,
    scoreboard,
    has: (need: Parameters<typeof declares>[2]) => declares(target, transport, need),
  }));
  const judged = judgeRules(evidence, only);
  // A replay is about what failed: the rules that its scenario does not touch say nothing.
  const results = options.path === undefined ? judged : judged.flatMap(onlyTouched);
  const transports = suites.map(({ transport }) => transport);
  return {
    target: {
      name: target.name,
      listeners: Object.fromEntries(
        transports.map((transport) => [transport, listenerOf(target, transport).address]),
      ),
      adapter: target.adapter,
      handler: target.handler,
    },
    verdict: judgeAll(results),
    mode: options.mode ?? 'quick',
    seed,
    transports,
    results,
    scenarioCount: suites.reduce((sum, { scoreboard }) => sum + scoreboard.scenarioCount, 0),
    duration,
  };
}

function onlyTouched(result: RuleResult): readonly RuleResult[] {
  const transports = result.transports.filter(({ exercised }) => exercised > 0);
  if (transports.length === 0) return [];
  const verdict = result.failure === undefined ? 'passed' : 'failed';
  return [{ ...result, verdict, transports }];
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
