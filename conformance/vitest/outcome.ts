import type { TargetSource } from '../gateway/target/open-target.ts';
import type { Failure } from '../judge/scoreboard.ts';
import type { RuleResult } from '../judge/verdict.ts';
import { renderTrace } from '../report/render-trace.ts';
import { BrokenRuleError } from './broken-rule-error.ts';

/** What a broken rule fails with; undefined where the rule was kept, or is known to fail. */
export function failureOf(
  { rule, verdict, failure }: RuleResult,
  target: string | TargetSource,
): BrokenRuleError | undefined {
  if ((verdict !== 'failed' && verdict !== 'flaky') || failure === undefined) return undefined;
  const { transport } = failure.replay;
  const message = [
    `${rule.id} is ${verdict === 'flaky' ? 'flaky' : 'broken'} on ${transport}: expected ${failure.expected}, but ${failure.actual}`,
    `source    ${rule.source}`,
    `scenario  ${failure.scenario}`,
    ...renderTrace(failure.trace),
    ...(failure.held === undefined
      ? []
      : [`the same scenario held at replay ${failure.held.run}:`, ...renderTrace(failure.held.trace)]),
    `again     ${again(target, failure.replay)}`,
  ].join('\n');
  return new BrokenRuleError(rule.id, message, failure.expected, failure.actual);
}

/** The command line can name a file and our own gateway, and nothing else that a test can. */
function again(target: string | TargetSource, { transport, seed, path }: Failure['replay']): string {
  const replay = `--transport ${transport} --seed ${seed} --path ${path}`;
  if (typeof target === 'string') return `exproto certify --target ${target} ${replay}`;
  if ('own' in target && target.command === undefined) {
    const service = target.service === undefined ? '' : ` --service ${target.service}`;
    return `exproto certify${service} ${replay}`;
  }
  return `certify({ target, transports: ['${transport}'], seed: ${seed}, path: '${path}' }) of exproto-kit/conformance, with the same target`;
}

/** Why a rule neither passed nor failed. */
export function skipReason({ verdict, known }: RuleResult): string | undefined {
  switch (verdict) {
    case 'not applicable':
      return 'not applicable: the target does not have what the rule is about';
    case 'inconclusive':
      return 'inconclusive: it was never put to the test';
    case 'known failure':
      return `known failure: ${known ?? ''}`;
    default:
      return undefined;
  }
}
