import type { Certification } from '../gateway/certify.ts';
import type { TransportResult } from '../judge/verdict.ts';
import type { Report, RuleReport } from './report-schema.ts';

/** The report for programs: plain data, the same keys in every version of the schema. */
export function toJson(certification: Certification): Report {
  const { target, command, verdict, mode, seed, transports, results, scenarioCount, duration } =
    certification;
  return {
    schema: 1,
    target,
    ...(command === undefined ? {} : { command }),
    verdict,
    mode,
    seed,
    transports,
    scenarios: scenarioCount,
    durationMilliseconds: Math.round(duration),
    rules: results.map(
      ({ rule, verdict: ruleVerdict, exercised, failure, known, transports: onTransports }) => ({
        id: rule.id,
        level: rule.level,
        text: rule.text,
        source: rule.source,
        verdict: ruleVerdict,
        exercised,
        transports: Object.fromEntries(onTransports.map(toEntry)),
        ...(known === undefined ? {} : { known }),
        ...(failure === undefined ? {} : { failure }),
      }),
    ),
  };
}

/** What came of a rule on one transport; the failure's own scenario stands there as well. */
function toEntry({
  transport,
  verdict,
  exercised,
  failure,
}: TransportResult): readonly [string, RuleReport['transports'][string]] {
  return [transport, { verdict, exercised, ...(failure === undefined ? {} : { failure }) }];
}
