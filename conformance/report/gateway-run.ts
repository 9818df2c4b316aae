import type { JudgedAxis, JudgedFailure, JudgedRun } from './judged-run.ts';
import { replayCommand } from './replay-command.ts';
import type { FailureReport, Report } from './report-schema.ts';
import { serviceLabel } from './service-label.ts';

/** The certification of a gateway, as reports show it. */
export function gatewayRun(report: Report): JudgedRun {
  const { target, transports, rules, command } = report;
  return {
    ...report,
    kind: 'gateway',
    name: target.name,
    axes: transports,
    facts: {
      transports: transports.join(', '),
      service: serviceLabel(target.handler),
      dialect: target.dialect,
    },
    rules: rules.map((rule) => ({
      ...rule,
      on: Object.fromEntries(
        Object.entries(rule.transports).map(([transport, { verdict, failure }]): [string, JudgedAxis] => [
          transport,
          { verdict, ...(failure === undefined ? {} : { failure: toJudged(failure, command) }) },
        ]),
      ),
    })),
  };
}

function toJudged(failure: FailureReport, command: string | undefined): JudgedFailure {
  return { ...failure, again: replayCommand(command, failure.replay) };
}
