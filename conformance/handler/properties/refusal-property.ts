import fc from 'fast-check';
import { refusals, type Step } from '../conversation/step.ts';
import { conversationsOf, steps } from './life.ts';
import type { Material, Property } from './property.ts';
import { talkSteps } from './talk.ts';

/** Calls of the adapter are refused, each by any code, in a talk that makes some. */
export const refusalProperty: Property = {
  name: 'refusals',
  runs: { quick: 120, full: 1_500 },
  conversations(material) {
    const refuse = fc.constantFrom(...refusals).map((refusal): Step => ({ type: 'refuse', refusal }));
    const step = fc.oneof({ weight: 2, arbitrary: refuse }, { weight: 3, arbitrary: steps(material.pieces) });
    const whatever = conversationsOf(material, step);
    const { talk, transports } = material;
    if (talk.length === 0) return whatever;
    return fc.oneof(
      { weight: 1, arbitrary: whatever },
      { weight: 2, arbitrary: refused(talk, transports, refuse) },
    );
  },
};

/** The talk, with a refusal before some of its pieces. */
function refused(talk: Material['talk'], transports: Material['transports'], refuse: fc.Arbitrary<Step>) {
  const told = talkSteps(talk, 0);
  const places = fc.array(fc.tuple(fc.nat(told.length - 1), refuse), { minLength: 1, maxLength: 3 });
  return fc.tuple(fc.constantFrom(...transports), places).map(([transport, insertions]) => ({
    transport,
    streams: false,
    steps: told.flatMap((step, index) => [
      ...insertions.filter(([at]) => at === index).map(([, refusal]) => refusal),
      step,
    ]),
  }));
}
