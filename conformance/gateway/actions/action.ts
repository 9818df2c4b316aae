import type { AsyncCommand } from 'fast-check';
import type { Model } from '../model/model.ts';
import type { World } from '../world/world.ts';

/** One step of a scenario. */
export interface Action {
  /** For people: `c1 sends 3 B`. */
  readonly text: string;
  /** Whether the step makes sense at this point of the scenario. */
  check(model: Model): boolean;
  /** What the protocol says of the connections afterwards. */
  advance(model: Model): void;
  /** Does it for real and judges what comes of it; the model is still that of before. */
  perform(world: World, model: Model): Promise<void>;
  /** Simpler steps that might show the same fault. */
  simpler?(): readonly Action[];
}

/** The step as fast-check runs it. */
export function toCommand(action: Action): AsyncCommand<Model, World> {
  return {
    check: (model) => action.check(model),
    async run(model, world) {
      world.journal.step(action.text);
      await action.perform(world, model);
      action.advance(model);
    },
    toString: () => action.text,
  };
}
