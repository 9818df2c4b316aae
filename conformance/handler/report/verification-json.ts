import type { Verification } from '../verify.ts';

/** The report for programs: plain data, the same keys in every version of the schema. */
export function verificationToJson(verification: Verification): object {
  const { handler, verdict, mode, seed, results, conversations, duration, methods, ended } = verification;
  return {
    schema: 1,
    handler,
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
