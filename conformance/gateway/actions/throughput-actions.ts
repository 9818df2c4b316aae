import { bytesOf } from '../payload.ts';
import { connectTcp } from '../world/devices/stream-device.ts';
import type { Action } from './action.ts';
import { expectCreated } from './expectations.ts';
import { limitedListener } from './limit-actions.ts';

/** What a gateway may have read before it counts. */
const chunk = 65_536;
/** How much faster than declared a gateway may be that counts in pieces. */
const tolerance = 1.5;
/** For how many seconds of the declared rate the device sends. */
const seconds = 4;

/** A device connects where max_bytes_rate is declared. */
export function connectToThrottled(name: string): Action {
  return {
    text: `${name} connects where max_bytes_rate is low`,
    check: (model) => model.transport === 'tcp' && !model.connections.has(name),
    advance: (model) => model.connect(name),
    async perform(world) {
      const { address } = limitedListener(world, 'throughput');
      const live = await world.connectBy(name, 'answer', (events) => connectTcp(address, events));
      await expectCreated(live, 'EXP-CONN-001');
    },
  };
}

/** A device sends at once what its limit allows in several seconds. */
export function exceedThroughput(name: string, salt: number): Action {
  return {
    text: `${name} sends what max_bytes_rate allows in ${seconds} s`,
    check: (model) => model.isFree(name),
    advance: () => undefined,
    async perform(world) {
      const live = world.live(name);
      const { bytesPerSecond } = limitedListener(world, 'throughput');
      const bytes = bytesOf({ size: seconds * bytesPerSecond + chunk, salt });
      world.uploading.set(name, 'EXP-LIMIT-008');
      live.uplink.expect(bytes);
      const began = performance.now();
      void live.write(bytes);
      await world.untilComplete('EXP-LIMIT-008', live.uplink, `all bytes of ${name} at the handler`);
      const passed = (performance.now() - began) / 1000;
      const most = Math.floor(tolerance * bytesPerSecond * (passed + 1) + chunk);
      const expected = `at most ${most} B in ${passed.toFixed(2)} s`;
      world.check('EXP-LIMIT-007', bytes.length <= most, expected, `${bytes.length} B came`);
      world.uploading.delete(name);
      world.stopIfBroken();
    },
  };
}
