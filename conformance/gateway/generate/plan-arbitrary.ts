import { Arbitrary, type Random as Generator, type Stream, stream, Value } from 'fast-check';
import type { Transport } from '../../rules/transport.ts';
import { Model } from '../model/model.ts';
import { Random } from '../random.ts';
import { type Candidate, candidates } from './candidates.ts';
import { type Plan, simplerPlans } from './plan.ts';

/**
 * Scenarios for fast-check, grown step by step from what the model says is
 * possible, so that each step makes sense and deep states are reached.
 */
export class PlanArbitrary extends Arbitrary<Plan> {
  readonly #longest: number;

  readonly #transport: Transport;

  constructor(longest: number, transport: Transport) {
    super();
    this.#longest = longest;
    this.#transport = transport;
  }

  override generate(generator: Generator): Value<Plan> {
    const random = new Random(generator.nextInt(0, 0x7fffffff));
    const model = new Model(this.#transport);
    const plan = Array.from({ length: random.integer(3, this.#longest) }, () => {
      const action = choose(candidates(model), random);
      action.advance(model);
      return action;
    });
    return new Value(plan, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Plan {
    return false && Array.isArray(value);
  }

  override shrink(plan: Plan): Stream<Value<Plan>> {
    return stream(simplerPlans(plan, this.#transport)).map((simpler) => new Value(simpler, undefined));
  }
}

function choose(choices: readonly Candidate[], random: Random) {
  let ticket = random.integer(
    1,
    choices.reduce((sum, { weight }) => sum + weight, 0),
  );
  for (const { weight, make } of choices) {
    ticket -= weight;
    if (ticket <= 0) return make(random);
  }
  throw new Error('no step is possible');
}
