import type { HandlerResult } from '../handler/run/verdict.ts';
import type { RuleResult } from '../judge/verdict.ts';
import { renderTrace } from '../report/render-trace.ts';
import { type ReplayOptions, replayCommand } from '../report/replay-command.ts';
import { BrokenRuleError } from './broken-rule-error.ts';

/**
 * What a broken rule fails with; undefined where the rule was kept, or is known to fail.
 *
 * @param command The command of the run, where there is one.
 */
export function failureOf(
  { rule, verdict, failure }: RuleResult | HandlerResult,
  command: string | undefined,
): BrokenRuleError | undefined {
  if ((verdict !== 'failed' && verdict !== 'flaky') || failure === undefined) return undefined;
  const { transport }: ReplayOptions = failure.replay;
  const where = transport === undefined ? '' : ` on ${transport}`;
  const output = 'output' in failure ? failure.output : '';
  const message = [
    `${rule.id} is ${verdict === 'flaky' ? 'flaky' : 'broken'}${where}: expected ${failure.expected}, but ${failure.actual}`,
    `source    ${rule.source}`,
    `scenario  ${failure.scenario}`,
    ...renderTrace(failure.trace),
    ...(failure.held === undefined
      ? []
      : [`the same scenario held at replay ${failure.held.run}:`, ...renderTrace(failure.held.trace)]),
    ...(output === '' ? [] : ['the handler printed last:', output]),
    `again     ${replayCommand(command, failure.replay)}`,
  ].join('\n');
  return new BrokenRuleError(rule.id, message, failure.expected, failure.actual);
}

/** Why a rule neither passed nor failed. */
export function skipReason({ verdict, known }: RuleResult | HandlerResult): string | undefined {
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
