import type { JudgedRun } from '../../report/judged-run.ts';
import { replayCommand } from '../../report/replay-command.ts';
import type { HandlerReport } from './handler-report-schema.ts';

/** What rules are judged on: a handler is judged as one. */
const axis = 'handler';

/** The verification of a handler, as reports show it. */
export function handlerRun(report: HandlerReport): JudgedRun {
  const { handler, command, methods, ended, rules } = report;
  return {
    ...report,
    kind: 'handler',
    name: handler.name,
    axes: [axis],
    facts: {
      service: handler.service,
      calls: methods.length === 0 ? 'calls nothing of the adapter' : `calls ${methods.join(', ')}`,
      ...(ended === undefined ? {} : { ended: `ended early: ${ended}` }),
    },
    rules: rules.map(({ failure, ...rule }) => ({
      ...rule,
      on: {
        [axis]: {
          verdict: rule.verdict,
          ...(failure && { failure: { ...failure, again: replayCommand(command, failure.replay) } }),
        },
      },
    })),
  };
}
