import type { Verification } from '../verify.ts';
import type { HandlerReport } from './handler-report-schema.ts';

/** The report for programs: plain data, the same keys in every version of the schema. */
export function verificationToJson(verification: Verification): HandlerReport {
  const { handler, command, verdict, mode, seed, results, conversations, duration, methods, ended } =
    verification;
  return {
    schema: 1,
    handler,
    ...(command === undefined ? {} : { command }),
    verdict,
    mode,
    seed,
    scenarios: conversations,
    durationMilliseconds: Math.round(duration),
    methods,
    ...(ended === undefined ? {} : { ended }),
    rules: results.map(({ rule, verdict: ruleVerdict, exercised, failure, known }) => ({
      id: rule.id,
      level: rule.level,
      text: rule.text,
      source: rule.source,
      verdict: ruleVerdict,
      exercised,
      ...(known === undefined ? {} : { known }),
      ...(failure === undefined ? {} : { failure }),
    })),
  };
}
