import { findRule } from '../rules/catalogue.ts';
import type { CertifyOptions } from './certify.ts';
import { allScenarios } from './scenarios/all-scenarios.ts';
import { SuiteError } from './suite-error.ts';

/**
 * Makes sure that there is what the options name.
 *
 * @throws {SuiteError} `UNKNOWN_RULE` or `UNKNOWN_PATH`
 */
export function checkOptions({ only = [], path, seed }: CertifyOptions): void {
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
