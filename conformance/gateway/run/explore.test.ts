import { type Arbitrary, array, constant, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fault, idle, prepare, step } from '../../../fixtures/scenario-step.ts';
import { testSuite } from '../../../fixtures/test-world.ts';
import type { Plan } from '../generate/plan.ts';
import type { Suite } from '../world/world.ts';
import { explore, replay } from './explore.ts';

/** Scenarios whose last steps are these. */
function plansThatEnd(...last: Plan): Arbitrary<Plan> {
  return array(constantFrom(idle, prepare), { maxLength: 8 }).map((plan) => [...plan, ...last]);
}

async function run(plans: Arbitrary<Plan>, runs = 100): Promise<Suite & { count: number }> {
  const suite = testSuite();
  let count = 0;
  const done = () => {
    count += 1;
  };
  await explore(suite, 7, { runs, time: 10_000 }, done, plans);
  return { ...suite, count };
}

const broken = fault('EXP-BYTE-001');

describe('explore', () => {
  it('makes as many runs as it may', async () => {
    await expect(run(constant([idle]), 83)).resolves.toMatchObject({ count: 83 });
  });

  it('makes none when its time is up', async () => {
    const suite = testSuite();
    await explore(suite, 7, { runs: 100, time: 0 }, () => undefined, constant([idle]));
    expect(suite.scoreboard.scenarioCount).toBe(0);
  });

  it('finds the shortest scenario, and how to run it again', async () => {
    const plans = plansThatEnd(broken);
    const failure = (await run(plans)).scoreboard.failure('EXP-BYTE-001');
    expect(failure?.steps).toEqual(['the fault is prepared', 'the fault shows']);
    const again = testSuite();
    await replay(again, failure?.replay.seed ?? 0, failure?.replay.path ?? '', plans);
    expect(again.scoreboard.failure('EXP-BYTE-001')?.steps).toEqual(failure?.steps);
  });

  it('goes on after a failure, and does not shrink it once more', async () => {
    const { count } = await run(constant([prepare, broken]), 80);
    expect(count).toBe(80);
  });

  it('finds a rule also where a shorter scenario breaks another', async () => {
    const always = step('another fault', (world) => world.violate('EXP-BYTE-002', 'this', 'that'));
    const { scoreboard } = await run(plansThatEnd(broken, always));
    expect(scoreboard.failure('EXP-BYTE-001')?.steps).toEqual(['the fault is prepared', 'the fault shows']);
    expect(scoreboard.failure('EXP-BYTE-002')).toBeDefined();
  });

  it('tells a generated failure that does not come again', async () => {
    let runs = 0;
    const once = step('breaks once', (world) => {
      runs += 1;
      if (runs === 1) world.violate('EXP-BYTE-001', 'this', 'that');
    });
    const { scoreboard } = await run(constant([once]), 10);
    expect(scoreboard.failure('EXP-BYTE-001')?.held).toMatchObject({ run: 1 });
  });

  it('rejects when something other than a rule is broken', async () => {
    const throwing = step('throws', () => {
      throw new Error('the suite itself is wrong');
    });
    await expect(run(constant([throwing]))).rejects.toThrow('the suite itself is wrong');
  });
});
