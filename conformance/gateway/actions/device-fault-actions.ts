import { bytesOf } from '../payload.ts';
import { StreamDevice } from '../world/devices/stream-device.ts';
import type { LiveConnection } from '../world/live-connection.ts';
import type { Action } from './action.ts';
import { expectAlive, expectClosed } from './expectations.ts';

/** More than is on its way at any moment. */
const uploadSize = 4 * 1024 * 1024;

/** A device resets its socket in the middle of what it sends; `bystander` is to live. */
export function resetWhileSending(name: string, bystander: string, salt: number): Action {
  return {
    text: `${name} resets its socket in the middle of sending`,
    check: (model) => model.isStream && model.isFree(name) && model.isFree(bystander),
    advance: (model) => model.end(name),
    async perform(world) {
      const live = world.live(name);
      const { arrivedSize } = live.uplink;
      const bytes = bytesOf({ size: uploadSize, salt });
      live.uplink.expect(bytes);
      void live.device.write(bytes);
      const some = () => live.uplink.arrivedSize > arrivedSize;
      await world.until('EXP-BYTE-001', some, `bytes of ${name} at the handler`, () => 'none came');
      live.device.reset();
      await expectClosed(live, 'EXP-FAULT-008');
      await expectAlive(world.live(bystander), 'EXP-FAULT-008');
    },
  };
}

/** One of many equal pieces, so that their order makes no difference. */
const piece = bytesOf({ size: 1024 * 1024, salt: 5 });

/** Together they are more than all socket buffers on the way hold. */
const pieceCount = 16;

/** A device resets its socket in the middle of what is sent to it. */
export function resetWhileReceiving(name: string, bystander: string): Action {
  return {
    text: `${name} resets its socket while the handler sends ${pieceCount} MB to it`,
    check: (model) => model.isStream && model.isFree(name) && model.isFree(bystander),
    advance: (model) => model.end(name),
    async perform(world) {
      const live = world.live(name);
      stopReading(live);
      const { answers } = await sendUntilFull(live, world.live(bystander));
      live.mayHaveEnded = true;
      live.device.reset();
      await expectClosed(live, 'EXP-FAULT-008');
      const unanswered = (await answers).find((outcome) => 'error' in outcome);
      const actual = unanswered !== undefined && 'error' in unanswered ? unanswered.error : '';
      world.check('EXP-FAULT-008', unanswered === undefined, 'an answer to each Send', actual);
      world.stopIfBroken();
      await expectAlive(world.live(bystander), 'EXP-FAULT-008');
    },
  };
}

/** A device does not read what the handler sends, and then it does; `bystander` is to be served meanwhile. */
export function readLate(name: string, bystander: string): Action {
  return {
    text: `${name} does not read while the handler sends ${pieceCount} MB to it, and then reads`,
    check: (model) => model.isStream && model.isFree(name) && model.isFree(bystander),
    advance: (model) => model.end(name),
    async perform(world) {
      const live = world.live(name);
      const before = live.downlink.arrivedSize;
      const device = stopReading(live);
      const { answers } = await sendUntilFull(live, world.live(bystander));
      device.readAgain();
      const accepted = (await answers).filter((each) => 'code' in each && each.code === 'SUCCESS').length;
      const arrived = () => live.downlink.arrivedSize - before;
      const size = accepted * piece.length;
      // A transfer goes on for as long as it gets on.
      for (let seen = -1; arrived() < size && arrived() > seen && !live.isClosed; ) {
        seen = arrived();
        await world.waitFor(() => arrived() >= size || live.isClosed, world.suite.target.limits.patience);
      }
      const actual = `${arrived()} of ${size} B came, and the connection is open`;
      const expected = `all bytes of ${accepted} Sends at ${name}, or OnSocketClosed`;
      world.check('EXP-FAULT-010', arrived() >= size || live.isClosed, expected, actual);
      world.stopIfBroken();
      device.end();
      await expectClosed(live, 'EXP-CONN-004');
      await expectAlive(world.live(bystander), 'EXP-FAULT-009');
    },
  };
}

function stopReading({ device, name }: LiveConnection): StreamDevice {
  if (!(device instanceof StreamDevice)) throw new Error(`${name} is not on a stream`);
  device.stopReading();
  return device;
}

/** How many round trips of another device without one more answer show that the others have to wait. */
const patientRounds = 6;

/** How long lies between two of them, in milliseconds. */
const roundTime = 30;

/** Sends to a device that does not read, until the gateway takes no more; another device keeps the time. */
async function sendUntilFull(live: LiveConnection, timekeeper: LiveConnection) {
  let answered = 0;
  const answers = Promise.all(
    Array.from({ length: pieceCount }, async () => {
      live.downlink.expect(piece);
      const outcome = await live.call('Send', { bytes: piece });
      answered += 1;
      return outcome;
    }),
  );
  for (let rounds = 0, seen = -1; rounds < patientRounds && answered < pieceCount; ) {
    await expectAlive(timekeeper, 'EXP-FAULT-009');
    rounds = answered > 0 && answered === seen ? rounds + 1 : 0;
    seen = answered;
    await live.world.waitFor(() => answered > seen, roundTime);
  }
  return { answers };
}
