import type { Certification } from '../gateway/certify.ts';

/** The report for programs: plain data, the same keys in every version of the schema. */
export function toJson(certification: Certification): object {
  const { target, verdict, mode, seed, results, scenarioCount, duration } = certification;
  return {
    schema: 1,
    target,
    verdict,
    mode,
    seed,
    scenarios: scenarioCount,
    durationMilliseconds: Math.round(duration),
    rules: results.map(({ rule, verdict: ruleVerdict, exercised, failure }) => ({
      id: rule.id,
      level: rule.level,
      text: rule.text,
      source: rule.source,
      verdict: ruleVerdict,
      exercised,
      ...(failure === undefined ? {} : { failure }),
    })),
  };
}
