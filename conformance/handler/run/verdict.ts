import type { Verdict } from '../../judge/verdict.ts';
import { type HandlerRuleId, handlerCatalogue } from '../rules/handler-catalogue.ts';
import type { Findings } from './findings.ts';
import type { HandlerFailure } from './handler-failure.ts';

/** A rule that a handler is known to break, which is no news and fails no run. */
export interface KnownHandlerFailure {
  readonly rule: HandlerRuleId;
  readonly reason: string;
}

/** What came of one rule. */
export interface HandlerResult {
  readonly rule: (typeof handlerCatalogue)[number];
  readonly verdict: Verdict;
  /** How often the rule was put to the test. */
  readonly exercised: number;
  readonly failure?: HandlerFailure;
  /** Why it is known to fail, where it is. */
  readonly known?: string;
}

/** What decides which rules are about a handler. */
export interface Scope {
  readonly only?: readonly string[];
  readonly known: readonly KnownHandlerFailure[];
  readonly streaming: boolean;
  /** Rules that the profile says nothing about, or that there is none for. */
  readonly beyond: ReadonlySet<HandlerRuleId>;
  readonly restartable: boolean;
  readonly measurable: boolean;
  /** The methods of the adapter that the handler was seen to call. */
  readonly called: ReadonlySet<string>;
  /** Only one conversation was played: rules that it does not touch say nothing. */
  readonly replaying: boolean;
}

/** Judges every rule, or only those that were asked for. */
export function judgeHandlerRules(findings: Findings, scope: Scope): readonly HandlerResult[] {
  return handlerCatalogue
    .filter(({ id }) => scope.only?.includes(id) ?? true)
    .map((rule) => {
      const exercised = findings.exercised(rule.id);
      const failure = findings.failure(rule.id);
      const known = scope.known.find((each) => each.rule === rule.id)?.reason;
      const verdict = compareWithKnown(judgeOne(rule.id, exercised, failure, scope), known);
      return {
        rule,
        verdict,
        exercised,
        ...(failure === undefined ? {} : { failure }),
        ...(known === undefined ? {} : { known }),
      };
    })
    .filter(({ exercised, failure }) => !scope.replaying || exercised > 0 || failure !== undefined);
}

/** The verdict over all: a broken SHOULD is told, and fails nothing. */
export function verdictOf(results: readonly HandlerResult[]): 'passed' | 'failed' | 'inconclusive' {
  const must = results.filter(({ rule }) => rule.level === 'MUST');
  if (must.some(({ verdict }) => verdict === 'failed' || verdict === 'flaky')) return 'failed';
  const isOpen = ({ verdict, known }: HandlerResult) => verdict === 'inconclusive' && known === undefined;
  return must.some(isOpen) ? 'inconclusive' : 'passed';
}

/** The methods of the adapter that rules are about; one of them is enough. */
const needed: Partial<Record<HandlerRuleId, readonly string[]>> = {
  'EXH-BYTES-003': ['Subscribe'],
  'EXH-CALL-003': ['Authenticate'],
  'EXH-CALL-004': ['Publish', 'Subscribe', 'Unsubscribe'],
};

function judgeOne(
  rule: HandlerRuleId,
  exercised: number,
  failure: HandlerFailure | undefined,
  { streaming, beyond, restartable, measurable, called }: Scope,
): Verdict {
  if (failure !== undefined) return failure.held === undefined ? 'failed' : 'flaky';
  if (exercised > 0) return 'passed';
  const impossible =
    beyond.has(rule) ||
    (rule === 'EXH-STREAM-001' && !streaming) ||
    (rule === 'EXH-RESTART-004' && !restartable) ||
    (rule === 'EXH-MEMORY-001' && !measurable) ||
    // One that calls nothing at all may not have been understood; one that calls something else is what it is.
    (called.size > 0 && !(needed[rule] ?? []).some((method) => called.has(method)) && rule in needed);
  if (impossible) return 'not applicable';
  return 'inconclusive';
}

function compareWithKnown(verdict: Verdict, known: string | undefined): Verdict {
  if (known === undefined) return verdict;
  if (verdict === 'failed' || verdict === 'flaky') return 'known failure';
  return verdict === 'passed' ? 'fixed' : verdict;
}
