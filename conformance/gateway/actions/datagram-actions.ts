import type { Transport } from '../../rules/transport.ts';
import { bytesOf, type Payload } from '../payload.ts';
import { UdpDevice } from '../world/devices/udp-device.ts';
import type { Action } from './action.ts';
import { expectAlive, expectCode, expectCreated, expectDownlink, expectUplink } from './expectations.ts';

/** What one datagram holds at most: on UDP over IPv4, and in one record of DTLS. */
function largestOf(transport: Transport): number {
  return transport === 'udp' ? 65_507 : 16_384;
}

/** A device sends a datagram than which there is no larger one. */
export function deviceSendsLargest(name: string, salt: number): Action {
  return {
    text: `${name} sends the largest datagram`,
    check: (model) => !model.isStream && model.isFree(name),
    advance: () => undefined,
    async perform(world) {
      const live = world.live(name);
      const bytes = bytesOf({ size: largestOf(world.suite.transport), salt });
      world.uploading.set(name, 'EXP-DGRAM-003');
      live.uplink.expect(bytes);
      void live.write(bytes);
      await expectUplink(live, 'EXP-DGRAM-003');
      world.uploading.delete(name);
    },
  };
}

/** The handler sends a datagram than which there is no larger one. */
export function sendLargest(name: string, salt: number): Action {
  return {
    text: `the handler sends the largest datagram to ${name}`,
    check: (model) => !model.isStream && model.isFree(name),
    advance: () => undefined,
    async perform(world) {
      const live = world.live(name);
      const bytes = bytesOf({ size: largestOf(world.suite.transport), salt });
      world.sending.set(name, 'EXP-DGRAM-004');
      live.downlink.expect(bytes);
      expectCode(world, 'EXP-DGRAM-004', await live.call('Send', { bytes }), 'SUCCESS');
      await expectDownlink(live, 'EXP-DGRAM-004');
      world.sending.delete(name);
    },
  };
}

/** A device sends an empty datagram; whether a callback comes of it is all the same. */
export function deviceSendsNothing(name: string): Action {
  return {
    text: `${name} sends an empty datagram and goes on`,
    check: (model) => model.transport === 'udp' && model.isFree(name),
    advance: () => undefined,
    async perform(world) {
      const live = world.live(name);
      void live.write(Buffer.alloc(0));
      await expectAlive(live, 'EXP-DGRAM-008');
    },
  };
}

/** A device whose connection the handler has closed sends again: that begins another connection. */
export function deviceReturns(name: string, next: string, payload: Payload): Action {
  return {
    text: `the device of ${name} sends ${payload.size} B again, as ${next}`,
    check: (model) => model.transport === 'udp' && model.connections.get(name)?.phase === 'gone',
    advance: (model) => model.connect(next),
    async perform(world) {
      const { device, conn } = world.live(name);
      const live = await world.connectBy(next, 'answer', async (events) => {
        if (device instanceof UdpDevice) device.tell(events);
        return device;
      });
      await expectCreated(live, 'EXP-DGRAM-007');
      world.check('EXP-DGRAM-007', live.conn !== conn, 'another conn', 'it is that of the first connection');
      await expectUplink(live, 'EXP-DGRAM-007');
      const bytes = bytesOf(payload);
      live.uplink.expect(bytes);
      void device.write(bytes);
      await expectUplink(live, 'EXP-DGRAM-007');
    },
  };
}
