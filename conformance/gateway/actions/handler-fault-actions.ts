import { bytesOf, type Payload } from '../payload.ts';
import type { FailureStatus } from '../world/callback.ts';
import type { LiveConnection } from '../world/live-connection.ts';
import type { Action } from './action.ts';
import {
  expectAlive,
  expectClosed,
  expectCreated,
  expectDeviceClosed,
  expectUplink,
} from './expectations.ts';

/** More connections than a pool of callers is likely to have. */
const hangingCount = 40;

/** How long the handler hangs, in milliseconds: callbacks have no deadline. */
const hangingTime = 2_000;

const hanging = Array.from({ length: hangingCount }, (_, index) => `d${index + 1}`);

/** The handler hangs in a callback of each of many connections, and goes on later; `timekeeper` is to be served. */
export function hangInMany(timekeeper: string, payload: Payload): Action {
  return {
    text: `the handler hangs in OnReceivedBytes of ${hangingCount} connections and goes on after ${hangingTime / 1000} s`,
    check: (model) => model.isFree(timekeeper) && !hanging.some((name) => model.connections.has(name)),
    advance(model) {
      for (const name of hanging) model.connect(name);
    },
    async perform(world) {
      const lives = await Promise.all(hanging.map((name) => world.connect(name, 'answer')));
      await Promise.all(lives.map((live) => expectReady(live)));
      for (const live of lives) {
        live.next = 'hold';
        sendFrom(live, payload);
      }
      const held = () => lives.filter((live) => live.held !== undefined).length;
      const expected = `OnReceivedBytes of ${hangingCount} connections`;
      const actual = () => `it came of ${held()}`;
      await world.until('EXP-FAULT-005', () => held() === hangingCount, expected, actual);
      await expectAlive(world.live(timekeeper), 'EXP-FAULT-005');
      for (const live of lives) sendFrom(live, payload);
      await world.waitFor(() => lives.some((live) => live.isClosed || live.deviceClosed), hangingTime);
      for (const live of lives) live.held?.release({ status: 'OK' });
      await Promise.all(lives.map((live) => expectUplink(live, 'EXP-FAULT-006')));
      for (const live of lives) await expectAlive(live, 'EXP-FAULT-006');
    },
  };
}

/** How many callbacks fail before the handler is well again. */
const failingCount = 12;

const failing = Array.from({ length: failingCount }, (_, index) => `e${index + 1}`);

/** The handler answers the first callbacks of many devices with errors; then it is well again, and `newcomer` connects. */
export function failForAll(status: FailureStatus, bystander: string, newcomer: string): Action {
  return {
    text: `${failingCount} devices connect, the handler fails each OnSocketCreated with ${status}; then ${newcomer} connects`,
    check: (model) => model.isFree(bystander) && !model.connections.has(newcomer),
    advance: (model) => model.connect(newcomer),
    async perform(world) {
      const lives = await Promise.all(failing.map((name) => world.connect(name, status)));
      for (const live of lives) {
        await expectCreated(live, 'EXP-FAULT-007');
        await expectClosed(live, 'EXP-CONN-016');
        await expectDeviceClosed(live, 'EXP-CONN-016');
      }
      await expectAlive(world.live(bystander), 'EXP-CONN-017');
      const live = await world.connect(newcomer, 'answer');
      await expectCreated(live, 'EXP-FAULT-007');
      await expectAlive(live, 'EXP-FAULT-007');
    },
  };
}

function sendFrom(live: LiveConnection, payload: Payload): void {
  const bytes = bytesOf(payload);
  live.uplink.expect(bytes);
  void live.device.write(bytes);
}

/** Nothing of its beginning is under way any more. */
async function expectReady(live: LiveConnection): Promise<void> {
  const { world, name } = live;
  const created = () => live.count('OnSocketCreated') > 0 && live.inFlight === undefined;
  await world.until('EXP-CONN-001', created, `OnSocketCreated(${name})`, () => 'it did not come');
  await expectUplink(live, 'EXP-BYTE-001');
}
