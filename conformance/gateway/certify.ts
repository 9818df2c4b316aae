import { randomInt } from 'node:crypto';
import type { KnownFailure } from '../judge/known-failure.ts';
import type { RuleResult } from '../judge/verdict.ts';
import { catalogue, type RuleId } from '../rules/catalogue.ts';
import type { Profile } from '../rules/profiles.ts';
import type { Transport } from '../rules/transport.ts';
import { checkOptions } from './check-options.ts';
import { judgedRules } from './judged-rules.ts';
import { preflight } from './preflight.ts';
import { deriveSeed } from './random.ts';
import { explore, replay } from './run/explore.ts';
import { planScenarios, suiteOfPath } from './run/plan-scenarios.ts';
import { type PlannedRun, runScenarios } from './run/run-scenarios.ts';
import { summarize } from './summarize.ts';
import { openTarget, type TargetSource } from './target/open-target.ts';
import type { Address, Target } from './target/target.ts';
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
  /** Judges only the rules of these profiles. */
  readonly profiles?: readonly Profile[];
  /** What the gateway is known to break: it is tried as well, and fails no run. */
  readonly knownFailing?: readonly KnownFailure[];
  /** Tells of a failure as it is found: neither shortened nor tried again. */
  readonly asFound?: boolean;
  /** Ends the run as soon as a scenario is found, and shortened, that breaks one of the rules. */
  readonly failFast?: boolean;
  /** Runs only scenarios that are generated, which do not put every rule to the test. */
  readonly generatedOnly?: boolean;
  /** How many generated scenarios on each transport, in the place of the mode's number. */
  readonly generated?: number;
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
  readonly target: Pick<Target, 'name' | 'adapter' | 'handler' | 'dialect'> & {
    /** Those that were judged. */
    readonly listeners: Partial<Record<Transport, Address>>;
  };
  /** The command line of the run, without transport, seed and path; missing where none can name the target. */
  readonly command?: string;
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
  const opened = await openTarget(options.target, options.transports, options.mode);
  try {
    await preflight(opened.suites);
    const began = performance.now();
    const { failFast = false, asFound = false } = options;
    const only = judgedRules(options);
    // Whoever asks for one rule does not wait for the shortest scenario that breaks another.
    if (only !== undefined) leaveAsFound(opened.suites, (rule) => !only.includes(rule));
    if (asFound) leaveAsFound(opened.suites, () => true);
    const complete = run(opened.suites, seed, options);
    await opened.whileAlive(failFast ? Promise.race([complete, failure(opened.suites, only)]) : complete);
    return summarize(opened, options, seed, performance.now() - began);
  } finally {
    await opened.close();
  }
}

async function run(suites: readonly Suite[], seed: number, options: CertifyOptions): Promise<void> {
  const { path, mode = 'quick', only, generatedOnly = false, failFast = false } = options;
  if (path !== undefined && !path.startsWith('scenario:'))
    return replay(suiteOfPath(suites, path), seed, path);
  const report = createReport(suites, options);
  const planned = generatedOnly ? [] : planScenarios(suites, path);
  const scenarioDone = report('scenarios', planned.length);
  const isLast = ({ scenario }: PlannedRun) => scenario.pace === 'last';
  const isHeavy = ({ scenario }: PlannedRun) => scenario.pace === 'heavy';
  const early = planned.filter((each) => !isLast(each));
  // Whoever waits for the first failure does not wait for what takes long.
  const parts = failFast ? [early.filter((each) => !isHeavy(each)), early.filter(isHeavy)] : [early];
  for (const part of parts) await runScenarios(part, seed, scenarioDone);
  // The written scenarios reach every rule; generated ones look for what nobody thought of.
  if (path === undefined && only === undefined) {
    const { generated: runs = generatedRuns[mode] } = options;
    const done = report('exploring', runs * suites.length);
    const budget = { runs, time: generatedTime[mode] };
    await Promise.all(suites.map((suite) => explore(suite, deriveSeed(seed, suite.transport), budget, done)));
  }
  await runScenarios(planned.filter(isLast), seed, scenarioDone);
}

function leaveAsFound(suites: readonly Suite[], which: (rule: RuleId) => boolean): void {
  for (const { id } of catalogue.filter((rule) => which(rule.id))) {
    for (const { scoreboard } of suites) {
      scoreboard.claim(id);
      scoreboard.confirm(id);
    }
  }
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
