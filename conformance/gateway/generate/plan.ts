import type { Transport } from '../../rules/transport.ts';
import type { Action } from '../actions/action.ts';
import { Model } from '../model/model.ts';

/** The steps of a scenario, in order. */
export type Plan = readonly Action[];

/** The steps that make sense after those before them; a plan that lost a step loses what depended on it. */
export function keepRunnable(plan: Plan, transport: Transport): Plan {
  const model = new Model(transport);
  return plan.filter((action) => {
    if (!action.check(model)) return false;
    action.advance(model);
    return true;
  });
}

/** Plans that might show the same fault with less: without a run of steps, or with a simpler step. */
export function* simplerPlans(plan: Plan, transport: Transport): Generator<Plan> {
  for (let size = Math.floor(plan.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let start = plan.length - size; start >= 0; start -= size) {
      const shorter = keepRunnable(plan.toSpliced(start, size), transport);
      if (shorter.length > 0) yield shorter;
    }
  }
  for (const [index, action] of plan.entries()) {
    for (const simpler of action.simpler?.() ?? []) yield plan.with(index, simpler);
  }
}
