import { bytesOf, type Payload } from '../payload.ts';
import { judgeConnectionInfo } from '../world/connection-info-rules.ts';
import type { LiveConnection } from '../world/live-connection.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';
import {
  expectClosed,
  expectCreated,
  expectDeviceClosed,
  expectUplink,
  lastBytesRule,
} from './expectations.ts';

/** A device connects, and the handler answers OnSocketCreated. */
export function connect(name: string): Action {
  return {
    text: `${name} connects`,
    check: (model) => !model.connections.has(name),
    advance: (model) => model.connect(name),
    async perform(world) {
      const live = await world.connect(name, 'answer');
      await expectCreated(live, 'EXP-CONN-001');
      judgeConnectionInfo(live);
      world.stopIfBroken();
      await expectFirstDatagram(world, live);
    },
  };
}

/** On UDP a datagram comes with the device, and makes it known. */
async function expectFirstDatagram(world: World, live: LiveConnection): Promise<void> {
  if (world.suite.transport !== 'udp') return;
  await expectUplink(live, 'EXP-BYTE-001');
  if (world.connections.size > 1) world.exercise('EXP-DGRAM-006');
}

/** A device connects, and the handler keeps OnSocketCreated unanswered. */
export function connectHeld(name: string): Action {
  return {
    text: `${name} connects, the handler does not answer OnSocketCreated`,
    check: (model) => !model.connections.has(name),
    advance(model) {
      model.connect(name);
      model.get(name).held = true;
    },
    async perform(world) {
      const live = await world.connect(name, 'hold');
      const held = () => live.held !== undefined;
      await world.until('EXP-CONN-001', held, `OnSocketCreated(${name})`, () => 'it did not come');
    },
  };
}

/** A device sends bytes in several writes. */
export function deviceSends(name: string, chunks: readonly Payload[]): Action {
  const size = chunks.reduce((sum, chunk) => sum + chunk.size, 0);
  return {
    text: `${name} sends ${size} B in ${chunks.length} writes`,
    check: (model) => model.isOpen(name) && model.hasRoom(name, chunks.length),
    advance: (model) => model.sent(name, chunks.length),
    async perform(world, model) {
      const live = world.live(name);
      for (const chunk of chunks) {
        const bytes = bytesOf(chunk);
        live.uplink.expect(bytes);
        void live.write(bytes);
      }
      if (!model.isFree(name)) return;
      const othersHeld = [...model.connections.values()].some(({ held }) => held);
      await expectUplink(live, othersHeld ? 'EXP-FLOW-003' : 'EXP-BYTE-001');
    },
    simpler() {
      const [first] = chunks;
      if (first === undefined || (chunks.length === 1 && first.size <= 1)) return [];
      return [deviceSends(name, [{ ...first, size: 1 }]), deviceSends(name, [first])];
    },
  };
}

/** A device sends a lot at once, split into writes of many sizes. */
export function deviceUploads(name: string, payload: Payload): Action {
  return {
    text: `${name} uploads ${payload.size} B`,
    check: (model) => model.isStream && model.isFree(name),
    advance: () => undefined,
    async perform(world) {
      const live = world.live(name);
      const bytes = bytesOf(payload);
      world.uploading.set(name, 'EXP-BYTE-005');
      live.uplink.expect(bytes);
      for (let offset = 0, size = 1; offset < bytes.length; offset += size, size = (size * 7 + 3) % 60_000) {
        void live.write(bytes.subarray(offset, offset + size));
      }
      await expectUplink(live, 'EXP-BYTE-005');
      world.uploading.delete(name);
    },
  };
}

/** A device sends its last bytes and closes its sending half at once. */
export function deviceSendsAndEnds(name: string, payload: Payload): Action {
  return {
    text: `${name} sends ${payload.size} B and closes its half`,
    check: (model) => model.hasEnds && model.isFree(name),
    advance: (model) => model.end(name),
    async perform(world) {
      const live = world.live(name);
      const bytes = bytesOf(payload);
      live.uplink.expect(bytes);
      void live.write(bytes);
      live.end();
      await expectClosed(live, 'EXP-CONN-004');
      const actual = `${live.uplink.arrivedSize} of ${live.uplink.expectedSize} B had come`;
      world.check(lastBytesRule(world), live.uplink.isComplete, 'all bytes before OnSocketClosed', actual);
      await expectDeviceClosed(live, 'EXP-CONN-006');
    },
  };
}

/** A device connects and sends at once: the handler may not hear of the bytes before the connection. */
export function connectSending(name: string, payload: Payload): Action {
  return {
    text: `${name} connects and sends ${payload.size} B at once`,
    check: (model) => !model.connections.has(name),
    advance: (model) => model.connect(name),
    async perform(world) {
      const live = await world.connect(name, 'answer');
      const bytes = bytesOf(payload);
      live.uplink.expect(bytes);
      void live.write(bytes);
      await expectUplink(live, 'EXP-BYTE-001');
    },
  };
}

/** A device closes its sending half. */
export function deviceEnds(name: string): Action {
  return {
    text: `${name} closes its half`,
    check: (model) => model.hasEnds && model.isOpen(name),
    advance: (model) => model.end(name, 'device'),
    async perform(world, model) {
      const live = world.live(name);
      live.end();
      live.endsOrderly = true;
      if (!model.isFree(name)) return;
      await expectClosed(live, 'EXP-CONN-004');
      await expectDeviceClosed(live, 'EXP-CONN-006');
    },
  };
}

/** A device resets its socket. */
export function deviceResets(name: string): Action {
  return {
    text: `${name} resets its socket`,
    check: (model) => model.isStream && model.isOpen(name),
    advance: (model) => model.end(name, 'device'),
    async perform(world, model) {
      const live = world.live(name);
      live.reset();
      if (model.isFree(name)) await expectClosed(live, 'EXP-CONN-005');
    },
  };
}
