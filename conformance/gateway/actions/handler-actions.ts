import type { RuleId } from '../../rules/catalogue.ts';
import type { Model } from '../model/model.ts';
import { bytesOf, type Payload } from '../payload.ts';
import type { FailureStatus } from '../world/callback.ts';
import type { LiveConnection } from '../world/live-connection.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';
import {
  expectAlive,
  expectClosed,
  expectDeviceClosed,
  expectMessages,
  expectUplink,
  lastBytesRule,
} from './expectations.ts';

/** A device sends bytes, and the handler keeps OnReceivedBytes unanswered. */
export function holdBytes(name: string, payload: Payload): Action {
  return {
    text: `${name} sends ${payload.size} B, the handler does not answer OnReceivedBytes`,
    check: (model) => model.isFree(name),
    advance(model) {
      model.get(name).held = true;
    },
    async perform(world) {
      const live = world.live(name);
      const bytes = bytesOf(payload);
      live.next = 'hold';
      live.uplink.expect(bytes);
      void live.write(bytes);
      const held = () => live.held !== undefined;
      await world.until('EXP-BYTE-001', held, `OnReceivedBytes(${name})`, () => 'it did not come');
    },
  };
}

/** The handler answers the callback that it kept. */
export function release(name: string): Action {
  return {
    text: `the handler answers the callback of ${name}`,
    check: (model) => model.connections.get(name)?.held === true,
    advance: (model) => model.letGo(name),
    async perform(world, model) {
      const live = world.live(name);
      const { phase } = model.get(name);
      live.held?.release({ status: 'OK' });
      if (phase === 'leaving') return expectEnd(live);
      await expectUplink(live, 'EXP-FLOW-002');
      // The messages that waited are due as soon as the model knows the connection to be free.
      model.letGo(name);
      await expectMessages(world);
    },
  };
}

/** The handler answers the callback that it kept with a gRPC error. */
export function releaseFailing(name: string, status: FailureStatus): Action {
  return {
    text: `the handler fails the callback of ${name} with ${status}`,
    check: (model) => model.connections.get(name)?.held === true,
    advance(model) {
      model.letGo(name);
      model.end(name);
    },
    async perform(world, model) {
      const live = world.live(name);
      live.held?.release({ status });
      const { phase } = model.get(name);
      const rule = failureRule(world);
      await expectClosed(live, phase === 'leaving' ? 'EXP-CONN-018' : rule);
      if (phase !== 'leaving') await expectDeviceClosed(live, rule);
      await expectOthersAlive(world, model, name);
    },
  };
}

/** What is broken where a callback that fails does not close its connection. */
function failureRule({ suite }: World): RuleId {
  return suite.target.handler.mode === 'stream' ? 'EXP-STREAM-004' : 'EXP-CONN-016';
}

/** A device sends bytes, and the callback fails: this connection ends, and no other. */
export function failBytes(name: string, payload: Payload, status: FailureStatus): Action {
  return {
    text: `${name} sends ${payload.size} B, the handler fails OnReceivedBytes with ${status}`,
    check: (model) => model.isFree(name),
    advance: (model) => model.end(name),
    async perform(world, model) {
      const live = world.live(name);
      const bytes = bytesOf(payload);
      live.next = status;
      live.uplink.expect(bytes);
      void live.write(bytes);
      const rule = failureRule(world);
      await expectDeviceClosed(live, rule);
      await expectClosed(live, rule);
      await expectOthersAlive(world, model, name);
    },
  };
}

/** What the device sent before it closed arrives before OnSocketClosed; after a reset, some of it may be lost. */
async function expectEnd(live: LiveConnection): Promise<void> {
  await expectClosed(live, 'EXP-CONN-018');
  if (!live.endsOrderly) return;
  const { uplink, world } = live;
  const actual = `${uplink.arrivedSize} of ${uplink.expectedSize} B had come`;
  world.check(lastBytesRule(world), uplink.isComplete, 'all bytes before OnSocketClosed', actual);
  world.stopIfBroken();
}

/** A failure is about one connection: all others go on. */
async function expectOthersAlive(world: World, model: Model, failed: string): Promise<void> {
  for (const { name } of model.connections.values()) {
    if (name !== failed && model.isFree(name)) await expectAlive(world.live(name), 'EXP-CONN-017');
  }
}
