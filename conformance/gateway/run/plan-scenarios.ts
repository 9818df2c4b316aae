import { isAbout } from '../../rules/rule.ts';
import { allScenarios } from '../scenarios/all-scenarios.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { SuiteError } from '../suite-error.ts';
import { declares } from '../target/declares.ts';
import type { Suite } from '../world/world.ts';
import type { PlannedRun } from './run-scenarios.ts';

/** Scenario by scenario, each on all of its transports: the slow ones come first. */
export function planScenarios(suites: readonly Suite[], path: string | undefined): readonly PlannedRun[] {
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

function suits(scenario: Scenario, { target, transport }: Suite): boolean {
  const { transports, needs } = scenario;
  if (!isAbout(scenario, target.dialect, target.handler.mode)) return false;
  if (transports !== undefined && !transports.includes(transport)) return false;
  return needs === undefined || declares(target, transport, needs);
}

/** The suite of a generated scenario, whose path belongs to one transport. */
export function suiteOfPath([suite, ...others]: readonly Suite[], path: string): Suite {
  if (suite !== undefined && others.length === 0) return suite;
  const text = `the path ${path} belongs to a transport: give --transport as the failure's replay line does`;
  throw new SuiteError('UNKNOWN_PATH', text);
}
