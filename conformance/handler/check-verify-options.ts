import { SuiteError } from '../gateway/suite-error.ts';
import { profilePropertyNames } from './profile/profile-properties.ts';
import { allProperties } from './properties/all-properties.ts';
import { findHandlerRule } from './rules/handler-catalogue.ts';
import { outages } from './run/recovery.ts';
import type { VerifyOptions } from './verify-options.ts';

/**
 * Makes sure that there is what the options name.
 *
 * @throws {SuiteError} `UNKNOWN_RULE` or `UNKNOWN_PATH`
 */
export function checkVerifyOptions({ only = [], path, seed, profile }: VerifyOptions): void {
  for (const id of only) {
    if (findHandlerRule(id) !== undefined) continue;
    throw new SuiteError('UNKNOWN_RULE', `there is no rule ${id}: \`exproto rules --handler\` lists them`);
  }
  if (path === undefined) return;
  const [name = '', ...rest] = path.split(':');
  if (profilePropertyNames.includes(name) && profile === undefined) {
    const text = `the path ${path} is of a run with a device profile: give --profile as the failure's replay line does`;
    throw new SuiteError('UNKNOWN_PATH', text);
  }
  const isProperty =
    allProperties.some((property) => property.name === name) || profilePropertyNames.includes(name);
  const generated = isProperty && /^[\d:]+$/.test(rest.join(':'));
  const written = [...outages.map((outage) => outage.name), 'memory', 'talk'].includes(name);
  if (!generated && !written && !(isProperty && rest.length === 0)) {
    const text = `there is no conversation at the path ${path}: copy it from the failure's replay line`;
    throw new SuiteError('UNKNOWN_PATH', text);
  }
  if (generated && seed === undefined) {
    const text = `the path ${path} belongs to a seed: give --seed as the failure's replay line does`;
    throw new SuiteError('UNKNOWN_PATH', text);
  }
}
