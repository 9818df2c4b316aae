import { combine, judgeAll, judgeRules, type RuleResult } from '../judge/verdict.ts';
import { isAbout } from '../rules/rule.ts';
import type { Certification, CertifyOptions } from './certify.ts';
import { commandOf } from './command-of.ts';
import { judgedRules } from './judged-rules.ts';
import { declares } from './target/declares.ts';
import type { OpenTarget } from './target/open-target.ts';
import { listenerOf } from './target/target.ts';

/** Judges what was seen. */
export function summarize(
  { target, suites }: OpenTarget,
  options: CertifyOptions,
  seed: number,
  duration: number,
): Certification {
  const rules = judgedRules(options);
  const only = rules === undefined ? undefined : new Set(rules);
  const evidence = suites.map(({ transport, scoreboard }) => ({
    transport,
    scoreboard,
    has: (need: Parameters<typeof declares>[2]) => declares(target, transport, need),
    concerns: (rule: Parameters<typeof isAbout>[0]) => isAbout(rule, target.dialect, target.handler.mode),
  }));
  const judged = judgeRules(evidence, only, options.knownFailing);
  // A replay is about what failed: the rules that its scenario does not touch say nothing.
  const results = options.path === undefined ? judged : judged.flatMap(onlyTouched);
  const transports = suites.map(({ transport }) => transport);
  const command = commandOf(options.target);
  return {
    target: {
      name: target.name,
      listeners: Object.fromEntries(
        transports.map((transport) => [transport, listenerOf(target, transport).address]),
      ),
      adapter: target.adapter,
      handler: target.handler,
      dialect: target.dialect,
    },
    ...(command === undefined ? {} : { command }),
    verdict: judgeAll(results),
    mode: options.mode ?? 'quick',
    seed,
    transports,
    results,
    scenarioCount: suites.reduce((sum, { scoreboard }) => sum + scoreboard.scenarioCount, 0),
    duration,
  };
}

function onlyTouched(result: RuleResult): readonly RuleResult[] {
  const transports = result.transports.filter(({ exercised }) => exercised > 0);
  if (transports.length === 0) return [];
  return [{ ...result, verdict: combine(transports), transports }];
}
