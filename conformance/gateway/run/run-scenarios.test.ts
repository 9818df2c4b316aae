import { describe, expect, it } from 'vitest';
import { fault, idle, prepare, step } from '../../../fixtures/scenario-step.ts';
import { testSuite } from '../../../fixtures/test-world.ts';
import type { Action } from '../actions/action.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Suite, World } from '../world/world.ts';
import { runScenarios } from './run-scenarios.ts';

function scenario(name: string, plan: readonly Action[], other: Partial<Scenario> = {}): Scenario {
  return { name, plan: () => plan, ...other };
}

async function run(...scenarios: readonly Scenario[]): Promise<Suite & { done: readonly string[] }> {
  const suite = testSuite();
  const done: string[] = [];
  const planned = scenarios.map((each) => ({ suite, scenario: each }));
  await runScenarios(planned, 7, ({ name }) => done.push(name));
  return { ...suite, done };
}

describe('runScenarios', () => {
  it('runs each scenario once, those that want to be alone first', async () => {
    const together = ['a', 'b', 'c'].map((name) => scenario(name, [idle]));
    const { done, scoreboard } = await run(...together, scenario('d', [idle], { pace: 'alone' }));
    expect(done).toHaveLength(4);
    expect(done[0]).toBe('d');
    expect(scoreboard.scenarioCount).toBe(4);
    expect(scoreboard.broken).toEqual([]);
  });

  it('gives a scenario the same random choices for the same seed', async () => {
    const chosen: number[] = [];
    const choosing: Scenario = {
      name: 'a',
      plan: (random) => {
        chosen.push(random.integer(1, 1_000_000));
        return [idle];
      },
    };
    await run(choosing);
    await run(choosing);
    expect(chosen[0]).toBe(chosen[1]);
  });

  it('leaves out the steps that the fault does not need', async () => {
    const plan = [idle, prepare, idle, idle, fault('EXP-BYTE-001'), idle];
    const { scoreboard } = await run(scenario('a', plan));
    expect(scoreboard.failure('EXP-BYTE-001')).toMatchObject({
      scenario: 'a',
      steps: ['the fault is prepared', 'the fault shows'],
      expected: 'this',
      actual: 'that',
      replay: { transport: 'tcp', seed: 7, path: 'scenario:a' },
    });
  });

  it('takes simpler steps that show the same fault', async () => {
    const large = { ...fault('EXP-BYTE-001', 'large'), simpler: () => [fault('EXP-BYTE-001', 'small')] };
    const { scoreboard } = await run(scenario('a', [prepare, large]));
    expect(scoreboard.failure('EXP-BYTE-001')?.steps).toEqual(['the fault is prepared', 'small']);
  });

  it('does not take a scenario that breaks another rule for a shorter one', async () => {
    const other = step('another fault', (world) => {
      if (world.journal.steps.length === 1) world.violate('EXP-BYTE-002', 'this', 'that');
    });
    const { scoreboard } = await run(scenario('a', [prepare, other, fault('EXP-BYTE-001')]));
    expect(scoreboard.failure('EXP-BYTE-001')?.steps).toHaveLength(2);
    expect(scoreboard.failure('EXP-BYTE-002')).toBeUndefined();
  });

  it('looks for the shortest scenario once for each rule', async () => {
    const plan = [idle, prepare, fault('EXP-BYTE-001')];
    const { scoreboard } = await run(scenario('first', plan, { pace: 'alone' }), scenario('second', plan));
    expect(scoreboard.failure('EXP-BYTE-001')?.scenario).toBe('first');
    // The second ran as it is written, and no more.
    const shrinking = await run(scenario('first', plan, { pace: 'alone' }));
    expect(scoreboard.scenarioCount).toBe(shrinking.scoreboard.scenarioCount + 1);
  });

  it('tells a failure that does not come again from one that does', async () => {
    let runs = 0;
    const once = step('breaks once', (world) => {
      runs += 1;
      if (runs === 1) world.violate('EXP-BYTE-001', 'this', 'that');
    });
    const { scoreboard } = await run(scenario('a', [once]), scenario('b', [prepare, fault('EXP-BYTE-002')]));
    expect(scoreboard.failure('EXP-BYTE-001')?.held?.run).toBe(1);
    expect(scoreboard.failure('EXP-BYTE-001')?.held?.trace).toContainEqual(
      expect.objectContaining({ text: '1. breaks once' }),
    );
    expect(scoreboard.failure('EXP-BYTE-002')?.held).toBeUndefined();
    expect(scoreboard.isSettled('EXP-BYTE-002')).toBe(true);
  });

  it('tries again more than once', async () => {
    let runs = 0;
    const thrice = step('breaks thrice', (world) => {
      runs += 1;
      if (runs <= 3) world.violate('EXP-BYTE-001', 'this', 'that');
    });
    const { scoreboard } = await run(scenario('a', [thrice]));
    expect(scoreboard.failure('EXP-BYTE-001')?.held).toBeDefined();
  });

  it('counts a rule that is broken after the end of its scenario', async () => {
    let late: World | undefined;
    const { scoreboard } = await run(scenario('a', [step('keeps the world', (world) => (late = world))]));
    late?.violate('EXP-CONN-007', 'this', 'that');
    expect(scoreboard.failure('EXP-CONN-007')?.scenario).toBe('a');
  });

  it('rejects when something other than a rule is broken', async () => {
    const broken = step('throws', () => {
      throw new Error('the suite itself is wrong');
    });
    await expect(run(scenario('a', [broken]))).rejects.toThrow('the suite itself is wrong');
  });
});
