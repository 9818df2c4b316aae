import type { Action } from './action.ts';
import { expectClosed } from './expectations.ts';

/** The gateway is asked to end, as by a service manager: whoever is connected is told of. */
export function stopGateway(...names: readonly string[]): Action {
  return {
    text: 'the gateway is asked to end',
    check: (model) => names.every((name) => model.isFree(name)),
    advance(model) {
      for (const name of names) model.end(name);
    },
    async perform(world) {
      for (const name of names) world.live(name).mayHaveEnded = true;
      void world.suite.stopGateway();
      for (const name of names) await expectClosed(world.live(name), 'EXP-STOP-001');
    },
  };
}
