import { check, property, sample } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Transport, transports } from '../../rules/transport.ts';
import { Model } from '../model/model.ts';
import { keepRunnable, type Plan, simplerPlans } from './plan.ts';
import { PlanArbitrary } from './plan-arbitrary.ts';

const plans = (transport: Transport = 'tcp') => new PlanArbitrary(30, transport);
const textsOf = (plan: Plan) => plan.map(({ text }) => text);

/** Whether every step makes sense after those before it. */
function isRunnable(plan: Plan, transport: Transport = 'tcp'): boolean {
  const model = new Model(transport);
  return plan.every((action) => {
    const makesSense = action.check(model);
    if (makesSense) action.advance(model);
    return makesSense;
  });
}

describe('PlanArbitrary', () => {
  it.each(transports)('makes only plans that can run on %s', (transport) => {
    for (const plan of sample(plans(transport), { numRuns: 500, seed: 1 }))
      expect(isRunnable(plan, transport), textsOf(plan).join('\n')).toBe(true);
  });

  it.each([
    ['udp', /resets|closes its half/],
    ['dtls', /resets/],
  ] as const)('leaves out what nobody can do on %s', (transport, pattern) => {
    const texts = sample(plans(transport), { numRuns: 500, seed: 1 }).flatMap(textsOf);
    expect(texts.filter((text) => pattern.test(text))).toEqual([]);
  });

  it('makes the same plans from the same seed', () => {
    const texts = () => sample(plans(), { numRuns: 50, seed: 7 }).map(textsOf);
    expect(texts()).toEqual(texts());
  });

  it('reaches deep states', () => {
    const texts = sample(plans(), { numRuns: 500, seed: 1 }).flatMap(textsOf);
    const wanted = [
      /which is gone/,
      /\$share/,
      /the handler answers the callback/,
      /fails the callback of \S+ with/,
      /Authenticate twice/,
      /without waiting/,
      /resets/,
    ];
    for (const pattern of wanted)
      expect(
        texts.some((text) => pattern.test(text)),
        String(pattern),
      ).toBe(true);
  });

  it('shrinks to the one step that matters and what it depends on', () => {
    const details = check(
      property(plans(), (plan) => !plan.some(({ text }) => /authenticates/.test(text))),
      { seed: 3 },
    );
    const [plan] = details.counterexample ?? [];
    expect(textsOf(plan ?? [])).toEqual([
      expect.stringMatching(/^c\d connects/),
      expect.stringMatching(/authenticates/),
    ]);
  });

  it('replays a counterexample by seed and path', () => {
    const failing = property(plans(), (plan) => !plan.some(({ text }) => /resets/.test(text)));
    const { seed, counterexamplePath, counterexample } = check(failing, { seed: 5 });
    const again = check(failing, { seed, path: counterexamplePath ?? '', endOnFailure: true });
    expect(textsOf(again.counterexample?.[0] ?? [])).toEqual(textsOf(counterexample?.[0] ?? []));
  });
});

describe('simplerPlans', () => {
  it('yields only plans that can run and that are no longer', () => {
    const [plan] = sample(plans(), { numRuns: 1, seed: 11 }) as [Plan];
    for (const simpler of simplerPlans(plan, 'tcp')) {
      expect(isRunnable(simpler)).toBe(true);
      expect(simpler.length).toBeLessThanOrEqual(plan.length);
    }
  });
});

describe('keepRunnable', () => {
  it('drops what depended on a step that is gone', () => {
    const [plan] = sample(plans(), { numRuns: 1, seed: 2 }) as [Plan];
    expect(keepRunnable(plan.slice(1), 'tcp').some(({ text }) => text.startsWith('c1 sends'))).toBe(false);
  });
});
