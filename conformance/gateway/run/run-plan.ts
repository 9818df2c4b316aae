import { asyncModelRun } from 'fast-check';
import { toCommand } from '../actions/action.ts';
import { close } from '../actions/call-actions.ts';
import { deviceEnds } from '../actions/device-actions.ts';
import { release } from '../actions/handler-actions.ts';
import type { Plan } from '../generate/plan.ts';
import { Model } from '../model/model.ts';
import { type Suite, World } from '../world/world.ts';

let count = 0;

/** A world for one run of a scenario, with a token of its own. */
export function createWorld(suite: Suite): World {
  count += 1;
  const world = new World(suite, new Model(suite.transport), `x${process.pid.toString(36)}x${count}`);
  // No scenario begins before the preflight has had a callback from each listener.
  world.listenersKnown = true;
  return world;
}

/**
 * Runs the steps on the real gateway, ends what is open and demands that
 * everything comes to its end.
 *
 * @throws {Violation} the first rule that was broken
 */
export async function runPlan(world: World, plan: Plan): Promise<void> {
  const { model } = world;
  world.suite.scoreboard.scenarioCount += 1;
  try {
    await asyncModelRun(() => ({ model, real: world }), plan.map(toCommand));
    await endAll(world);
    world.stopIfBroken();
  } finally {
    world.abandon();
  }
}

/** Every scenario ends with all callbacks answered and all devices gone. On UDP only the handler can end one. */
async function endAll(world: World): Promise<void> {
  const { model } = world;
  for (const connection of model.connections.values()) {
    const end = model.hasEnds ? deviceEnds(connection.name) : close(connection.name);
    for (const action of [release(connection.name), end]) {
      if (!action.check(model)) continue;
      await action.perform(world, model);
      action.advance(model);
    }
  }
}
