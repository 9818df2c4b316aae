import type { RuleResult } from '../judge/verdict.ts';
import { renderTrace } from '../report/render-trace.ts';
import { replayCommand } from '../report/replay-command.ts';
import { BrokenRuleError } from './broken-rule-error.ts';

/**
 * What a broken rule fails with; undefined where the rule was kept, or is known to fail.
 *
 * @param command The command of the run, where there is one.
 */
export function failureOf(
  { rule, verdict, failure }: RuleResult,
  command: string | undefined,
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
    `again     ${replayCommand(command, failure.replay)}`,
  ].join('\n');
  return new BrokenRuleError(rule.id, message, failure.expected, failure.actual);
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
