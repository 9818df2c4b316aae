import { describe, expect, it } from 'vitest';
import { catalogue, type RuleId } from '../rules/catalogue.ts';
import { type Failure, Scoreboard } from './scoreboard.ts';
import { judgeAll, judgeRules } from './verdict.ts';

const everything = () => true;

function failureOf(rule: RuleId, steps: number): Failure {
  const text = Array.from({ length: steps }, (_, index) => `step ${index}`);
  return {
    rule,
    expected: 'this',
    actual: 'that',
    scenario: 's',
    steps: text,
    trace: [],
    replay: { seed: 1, path: '0' },
  };
}

function exerciseAll(): Scoreboard {
  const scoreboard = new Scoreboard();
  for (const { id } of catalogue) scoreboard.exercise(id);
  return scoreboard;
}

describe('judgeRules', () => {
  it('passes what was put to the test and held', () => {
    expect(judgeAll(judgeRules(exerciseAll(), everything, undefined))).toBe('passed');
  });

  it('is inconclusive about what was never put to the test', () => {
    const [result] = judgeRules(new Scoreboard(), everything, new Set(['EXP-CONN-001']));
    expect(result?.verdict).toBe('inconclusive');
    expect(judgeAll(judgeRules(new Scoreboard(), everything, undefined))).toBe('inconclusive');
  });

  it('does not apply rules that need what the target has not', () => {
    const results = judgeRules(exerciseAll(), (need) => need !== 'refusals.publish', undefined);
    expect(results.find(({ rule }) => rule.id === 'EXP-CODE-025')?.verdict).toBe('not applicable');
  });

  it('fails a broken rule although it also held', () => {
    const scoreboard = exerciseAll();
    scoreboard.fail(failureOf('EXP-CONN-001', 3));
    expect(judgeAll(judgeRules(scoreboard, everything, undefined))).toBe('failed');
  });

  it('tells of a broken SHOULD and fails nothing', () => {
    const scoreboard = exerciseAll();
    scoreboard.fail(failureOf('EXP-CONN-009', 3));
    const results = judgeRules(scoreboard, everything, undefined);
    expect(results.find(({ rule }) => rule.id === 'EXP-CONN-009')?.verdict).toBe('failed');
    expect(judgeAll(results)).toBe('passed');
  });
});

describe('Scoreboard', () => {
  it('keeps the shortest counterexample of a rule', () => {
    const scoreboard = new Scoreboard();
    for (const steps of [5, 2, 4]) scoreboard.fail(failureOf('EXP-CONN-001', steps));
    expect(scoreboard.failure('EXP-CONN-001')?.steps).toHaveLength(2);
    expect(scoreboard.failureCount).toBe(1);
  });

  it('lets one scenario look for the shortest', () => {
    const scoreboard = new Scoreboard();
    expect([scoreboard.claim('EXP-CONN-001'), scoreboard.claim('EXP-CONN-001')]).toEqual([true, false]);
  });
});
