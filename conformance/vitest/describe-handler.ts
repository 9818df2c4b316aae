import { beforeAll, describe } from 'vitest';
import { SuiteError } from '../gateway/suite-error.ts';
import { formatAddress } from '../gateway/target/address.ts';
import { findHandlerRule, handlerCatalogue } from '../handler/rules/handler-catalogue.ts';
import { type Verification, verifyHandler } from '../handler/verify.ts';
import { type HandlerSource, isInProcess, type VerifyOptions } from '../handler/verify-options.ts';
import { testRule } from './test-rule.ts';

/** What a verification in Vitest is told: what `verifyHandler` takes, without the handler. */
export type DescribeHandlerOptions = Omit<VerifyOptions, 'handler' | 'path' | 'progress'> & {
  /** How long the whole verification may take. Milliseconds; 60,000, or 300,000 for a full one. */
  readonly timeout?: number;
};

/** Milliseconds: more than the longest run of a handler that is right. */
const timeouts = { quick: 60_000, full: 300_000 } as const;

/**
 * Verifies a handler once, and makes one test of each rule, named by its id, level and words. A test fails with what
 * was expected, what happened, and the shortest conversation that shows it; it is skipped, with the reason, where the
 * rule says nothing about this handler or was never put to the test. A SHOULD fails like a MUST: leave it out by
 * `knownFailing`, whose rules are still tried.
 *
 * @param handler What `verifyHandler` takes: an object of this process, a function that makes one, or an address.
 * @throws {SuiteError} `UNKNOWN_RULE` at once; every other code fails the file before the first test
 */
export function describeHandler(handler: HandlerSource, options: DescribeHandlerOptions = {}): void {
  const { timeout = timeouts[options.mode ?? 'quick'], ...verifyOptions } = options;
  const rules = chosenRules(options.only);
  describe(`ExProto handler: ${nameOf(handler)}`, () => {
    let verification: Verification | undefined;
    beforeAll(async () => {
      verification = await verifyHandler({ ...verifyOptions, handler });
    }, timeout);
    for (const rule of rules) testRule(rule, () => verification);
  });
}

function nameOf(handler: HandlerSource): string {
  return isInProcess(handler) ? 'in this process' : formatAddress(handler.address);
}

function chosenRules(only: readonly string[] | undefined): typeof handlerCatalogue {
  const unknown = only?.find((id) => findHandlerRule(id) === undefined);
  if (unknown !== undefined) {
    const text = `there is no rule ${unknown}: \`exproto rules --handler\` lists them`;
    throw new SuiteError('UNKNOWN_RULE', text);
  }
  return only === undefined ? handlerCatalogue : handlerCatalogue.filter(({ id }) => only.includes(id));
}
