import { beforeAll, describe } from 'vitest';
import { type Certification, type CertifyOptions, certify } from '../gateway/certify.ts';
import { SuiteError } from '../gateway/suite-error.ts';
import type { TargetSource } from '../gateway/target/open-target.ts';
import { readTarget } from '../gateway/target/read-target.ts';
import { catalogue, findRule } from '../rules/catalogue.ts';
import { testRule } from './test-rule.ts';

/** What a certification in Vitest is told: what `certify` takes, without the target. */
export type DescribeGatewayOptions = Omit<CertifyOptions, 'target' | 'path' | 'progress'> & {
  /** How long the whole certification may take. Milliseconds; 60,000, or 300,000 for a full one. */
  readonly timeout?: number;
};

/** Milliseconds: more than the longest run of a gateway that is right. */
const timeouts = { quick: 60_000, full: 300_000 } as const;

/**
 * Certifies a gateway once, and makes one test of each rule, named by its id, level and words. A test fails with what
 * was expected, what happened, and the shortest scenario that shows it; it is skipped, with the reason, where
 * the rule says nothing about this gateway or was never put to the test. A SHOULD fails like a MUST: leave it out by
 * `knownFailing`, whose rules are still tried.
 *
 * @param target The path of a target file, or what `certify` takes as its target.
 * @throws {SuiteError} `UNKNOWN_RULE` at once; every other code fails the file before the first test
 */
export function describeGateway(target: string | TargetSource, options: DescribeGatewayOptions = {}): void {
  const { timeout = timeouts[options.mode ?? 'quick'], ...certifyOptions } = options;
  const rules = chosenRules(options.only);
  const name = typeof target === 'string' ? target : 'own' in target ? 'our own gateway' : target.name;
  describe(`ExProto: ${name}`, () => {
    let certification: Certification | undefined;
    beforeAll(async () => {
      const source = typeof target === 'string' ? readTarget(target) : target;
      certification = await certify({ ...certifyOptions, target: source });
    }, timeout);
    for (const rule of rules) testRule(rule, () => certification);
  });
}

function chosenRules(only: readonly string[] | undefined): typeof catalogue {
  const unknown = only?.find((id) => findRule(id) === undefined);
  if (unknown !== undefined) {
    const text = `there is no rule ${unknown}: \`exproto rules\` lists them`;
    throw new SuiteError('UNKNOWN_RULE', text);
  }
  return only === undefined ? catalogue : catalogue.filter(({ id }) => only.includes(id));
}
