import { describe, expect, it } from 'vitest';
import { transports } from '../../rules/transport.ts';
import { Model } from '../model/model.ts';
import { deriveSeed, Random } from '../random.ts';
import { allScenarios } from './all-scenarios.ts';

describe('scenarios', () => {
  it('have names of their own that fit on a command line', () => {
    const names = allScenarios.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]+$/);
  });

  const runs = allScenarios.flatMap((scenario) =>
    (scenario.transports ?? transports).map((transport) => ({ ...scenario, transport })),
  );

  it.each(runs)('$name makes sense step by step on $transport', ({ name, plan, transport }) => {
    const model = new Model(transport);
    for (const action of plan(new Random(deriveSeed(1, name)))) {
      expect(action.check(model), action.text).toBe(true);
      action.advance(model);
    }
  });

  it('are the same for the same seed', () => {
    const texts = () =>
      allScenarios.map(({ name, plan }) => plan(new Random(deriveSeed(9, name))).map(({ text }) => text));
    expect(texts()).toEqual(texts());
  });
});
