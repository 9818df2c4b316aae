import { describe, expect, it } from 'vitest';
import { catalogue, type RuleId } from '../rules/catalogue.ts';
import type { Transport } from '../rules/transport.ts';
import type { KnownFailure } from './known-failure.ts';
import { type Failure, Scoreboard } from './scoreboard.ts';
import { type Evidence, judgeAll, judgeRules, type RuleResult } from './verdict.ts';

const everything = () => true;

/** What was seen on TCP. */
function onTcp(scoreboard: Scoreboard, has: Evidence['has'] = everything): readonly Evidence[] {
  return [{ transport: 'tcp', scoreboard, has, concerns: everything }];
}

function failureOf(rule: RuleId, steps: number): Failure {
  const text = Array.from({ length: steps }, (_, index) => `step ${index}`);
  return {
    rule,
    expected: 'this',
    actual: 'that',
    scenario: 's',
    steps: text,
    trace: [],
    replay: { transport: 'tcp', seed: 1, path: '0' },
  };
}

function exerciseAll(): Scoreboard {
  const scoreboard = new Scoreboard();
  for (const { id } of catalogue) scoreboard.exercise(id);
  return scoreboard;
}

describe('judgeRules', () => {
  it('passes what was put to the test and held', () => {
    expect(judgeAll(judgeRules(onTcp(exerciseAll()), undefined))).toBe('passed');
  });

  it('is inconclusive about what was never put to the test', () => {
    const [result] = judgeRules(onTcp(new Scoreboard()), new Set(['EXP-CONN-001']));
    expect(result?.verdict).toBe('inconclusive');
    expect(judgeAll(judgeRules(onTcp(new Scoreboard()), undefined))).toBe('inconclusive');
  });

  it('does not apply rules that need what the target has not', () => {
    const results = judgeRules(
      onTcp(exerciseAll(), (need) => need !== 'refusals.publish'),
      undefined,
    );
    expect(results.find(({ rule }) => rule.id === 'EXP-CODE-025')?.verdict).toBe('not applicable');
  });

  it('fails a broken rule although it also held', () => {
    const scoreboard = exerciseAll();
    scoreboard.fail(failureOf('EXP-CONN-001', 3));
    expect(judgeAll(judgeRules(onTcp(scoreboard), undefined))).toBe('failed');
  });

  it('tells of a broken SHOULD and fails nothing', () => {
    const scoreboard = exerciseAll();
    scoreboard.fail(failureOf('EXP-CONN-009', 3));
    const results = judgeRules(onTcp(scoreboard), undefined);
    expect(results.find(({ rule }) => rule.id === 'EXP-CONN-009')?.verdict).toBe('failed');
    expect(judgeAll(results)).toBe('passed');
  });
});

describe('judgeRules on several transports', () => {
  const udp = (scoreboard: Scoreboard): Evidence => ({
    transport: 'udp',
    scoreboard,
    has: everything,
    concerns: everything,
  });
  const resultOf = (rule: RuleId, ...evidence: readonly Evidence[]) =>
    judgeRules(evidence, new Set([rule]))[0];

  it('does not apply a rule on a transport that it is not about', () => {
    const result = resultOf('EXP-CONN-005', ...onTcp(exerciseAll()), udp(exerciseAll()));
    expect(result?.transports.map(({ verdict }) => verdict)).toEqual(['passed', 'not applicable']);
    expect(result).toMatchObject({ verdict: 'passed', exercised: 2 });
  });

  it('is inconclusive about a rule that was not put to the test on one of them', () => {
    const result = resultOf('EXP-CONN-001', ...onTcp(exerciseAll()), udp(new Scoreboard()));
    expect(result?.verdict).toBe('inconclusive');
  });

  it('fails a rule that is broken on one of them, and shows the shortest scenario', () => {
    const [tcp, other] = [exerciseAll(), exerciseAll()];
    expect(resultOf('EXP-CONN-001', ...onTcp(tcp), udp(other))?.verdict).toBe('passed');
    other.fail(failureOf('EXP-CONN-001', 5));
    expect(resultOf('EXP-CONN-001', ...onTcp(tcp), udp(other))?.verdict).toBe('failed');
    tcp.fail(failureOf('EXP-CONN-001', 2));
    expect(resultOf('EXP-CONN-001', udp(other), ...onTcp(tcp))?.failure?.steps).toHaveLength(2);
  });
});

describe('judgeRules with what is known', () => {
  const rule = 'EXP-CONN-001';
  const judge = (known: readonly KnownFailure[], ...broken: readonly Transport[]) =>
    judgeRules(
      (['tcp', 'udp'] as const).map((transport) => {
        const scoreboard = exerciseAll();
        if (broken.includes(transport)) scoreboard.fail(failureOf(rule, 1));
        return { transport, scoreboard, has: everything, concerns: everything };
      }),
      new Set([rule]),
      known,
    );
  const verdictsOf = ([result]: readonly RuleResult[]) => result?.transports.map(({ verdict }) => verdict);
  const everywhere = [{ rule, reason: 'we know' }] as const;

  it('fails nothing for what is known, and keeps the failure and the reason', () => {
    const results = judge(everywhere, 'tcp', 'udp');
    expect(results[0]).toMatchObject({ verdict: 'known failure', known: 'we know', failure: { rule } });
    expect(judgeAll(results)).toBe('passed');
  });

  it('calls fixed what passes on all transports', () => {
    const results = judge(everywhere);
    expect(verdictsOf(results)).toEqual(['fixed', 'fixed']);
    expect(judgeAll(results)).toBe('passed');
  });

  it('calls nothing fixed that is broken on another transport', () => {
    expect(verdictsOf(judge(everywhere, 'udp'))).toEqual(['passed', 'known failure']);
  });

  it('knows a failure on one transport only', () => {
    const results = judge([{ rule, transport: 'udp', reason: 'we know' }], 'tcp');
    expect(verdictsOf(results)).toEqual(['failed', 'fixed']);
    expect(judgeAll(results)).toBe('failed');
  });

  it('knows other rules no better', () => {
    expect(verdictsOf(judge([{ rule: 'EXP-CONN-002', reason: 'we know' }], 'tcp'))).toEqual([
      'failed',
      'passed',
    ]);
  });

  it('fails no run for a known rule that was not put to the test', () => {
    const untested = (known: readonly KnownFailure[]) =>
      judgeAll(judgeRules(onTcp(new Scoreboard()), new Set([rule]), known));
    expect(untested(everywhere)).toBe('passed');
    expect(untested([])).toBe('inconclusive');
  });
});

describe('judgeRules about what is flaky', () => {
  const rule = 'EXP-CONN-001';
  const judge = (scoreboard: Scoreboard) => judgeRules(onTcp(scoreboard), new Set([rule]));
  const held = { run: 2, trace: [{ kind: 'note', at: 0, text: 'it held' }] as const };

  it('fails the run for a rule that held when it was tried again', () => {
    const scoreboard = exerciseAll();
    const failure = failureOf(rule, 3);
    scoreboard.fail(failure);
    scoreboard.heldAgain(failure, held);
    const results = judge(scoreboard);
    expect(results[0]).toMatchObject({ verdict: 'flaky', failure: { held } });
    expect(judgeAll(results)).toBe('failed');
  });

  it('has failed where another failure did not hold, however long', () => {
    const scoreboard = exerciseAll();
    const failure = failureOf(rule, 3);
    scoreboard.fail(failure);
    scoreboard.heldAgain(failure, held);
    scoreboard.fail(failureOf(rule, 5));
    expect(judge(scoreboard)[0]?.verdict).toBe('failed');
    expect(judge(scoreboard)[0]?.failure?.steps).toHaveLength(5);
  });
});

describe('Scoreboard', () => {
  it('keeps the shortest counterexample of a rule', () => {
    const scoreboard = new Scoreboard();
    for (const steps of [5, 2, 4]) scoreboard.fail(failureOf('EXP-CONN-001', steps));
    expect(scoreboard.failure('EXP-CONN-001')?.steps).toHaveLength(2);
    expect(scoreboard.broken).toEqual(['EXP-CONN-001']);
  });

  it('lets one scenario look for the shortest', () => {
    const scoreboard = new Scoreboard();
    expect([scoreboard.claim('EXP-CONN-001'), scoreboard.claim('EXP-CONN-001')]).toEqual([true, false]);
  });

  it('lets one transport look for it', () => {
    const claimed = new Set<RuleId>();
    const claims = [new Scoreboard(claimed), new Scoreboard(claimed)].map((each) =>
      each.claim('EXP-CONN-001'),
    );
    expect(claims).toEqual([true, false]);
  });

  it('lets the first few failures be tried again, until one fails each time', () => {
    const rule = 'EXP-CONN-001';
    const scoreboard = new Scoreboard();
    scoreboard.fail(failureOf(rule, 1));
    const tries = Array.from({ length: 4 }, () => scoreboard.mayTryAgain(rule));
    expect(tries).toEqual([true, true, true, false]);
    expect(scoreboard.isSettled(rule)).toBe(true);
    const confirmed = new Scoreboard();
    confirmed.fail(failureOf(rule, 1));
    expect(confirmed.isSettled(rule)).toBe(false);
    confirmed.confirm(rule);
    expect([confirmed.isSettled(rule), confirmed.mayTryAgain(rule)]).toEqual([true, false]);
  });

  it('keeps few failures, and the shortest of them', () => {
    const scoreboard = new Scoreboard();
    for (let steps = 100; steps > 0; steps -= 1) scoreboard.fail(failureOf('EXP-CONN-001', steps));
    expect(scoreboard.failure('EXP-CONN-001')?.steps).toHaveLength(1);
  });
});
