import { encryptedListener } from '../target/declares.ts';
import { type Approach, approach } from '../world/devices/approach.ts';
import { DtlsDevice } from '../world/devices/dtls-device.ts';
import type { LiveConnection } from '../world/live-connection.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';
import { expectAlive, expectClosed, expectCode, expectCreated } from './expectations.ts';

const rules = {
  'makes no handshake': 'EXP-TLS-001',
  'sends bytes that are no handshake': 'EXP-TLS-002',
  'has no certificate': 'EXP-TLS-004',
  'has a certificate that is not trusted': 'EXP-TLS-005',
} as const satisfies Record<Approach, string>;

/** How long a gateway may take to turn a device away; none has to. */
const turningTime = 1_000;

/** A device that cannot have a connection comes; another device keeps the time. */
export function turnAway(how: Approach, timekeeper: string): Action {
  return {
    text: `a device ${how}`,
    check: (model) => encryptedOnly(model.transport) && model.isFree(timekeeper),
    advance: () => undefined,
    async perform(world) {
      const live = await approachAs(world, how);
      await world.waitFor(() => live.deviceClosed || live.callbacks.length > 0, turningTime);
      for (let round = 0; round < 3; round += 1) await expectAlive(world.live(timekeeper), 'EXP-BYTE-001');
      const came = live.callbacks[0]?.method;
      world.check(rules[how], came === undefined, 'no callback', `${came} came`);
      world.stopIfBroken();
    },
  };
}

/** A device makes no handshake for as long as the gateway lets it. */
export function dawdle(): Action {
  return {
    text: 'a device connects and makes no handshake until it is closed',
    check: (model) => model.transport === 'ssl',
    advance: () => undefined,
    async perform(world) {
      const { target, transport } = world.suite;
      const timeout = encryptedListener(target, transport)?.handshakeTimeout ?? 0;
      const live = await approachAs(world, 'makes no handshake');
      const closed = await world.waitFor(() => live.deviceClosed, timeout + target.limits.patience);
      world.check('EXP-TLS-003', closed, `the socket closed after ${timeout / 1000} s`, 'it is open');
      world.stopIfBroken();
    },
  };
}

/** The handler closes a connection, and the device has to hear of it. */
export function closeTelling(name: string): Action {
  return {
    text: `the handler closes ${name}, which is told so`,
    check: (model) => model.transport === 'dtls' && model.isFree(name),
    advance: (model) => model.end(name),
    async perform(world) {
      const live = world.live(name);
      expectCode(world, 'EXP-CODE-021', await live.call('Close', {}), 'SUCCESS');
      const expected = `close_notify at ${name}`;
      await world.until(
        'EXP-TLS-007',
        () => live.deviceClosed,
        expected,
        () => 'it did not come',
      );
    },
  };
}

/** A device is switched off and on: it makes another handshake from the same port. */
export function deviceRestarts(name: string, next: string): Action {
  return {
    text: `the device of ${name} makes another handshake, as ${next}`,
    check: (model) => model.transport === 'dtls' && model.isFree(name),
    advance(model) {
      model.end(name, 'device');
      model.connect(next);
    },
    async perform(world) {
      const older = world.live(name);
      const { device } = older;
      let done = false;
      const live = await world.connectBy(next, 'answer', async (events) => {
        done = device instanceof DtlsDevice && (await device.restart(events));
        return device;
      });
      world.check('EXP-TLS-008', done, 'a handshake', 'it came to nothing');
      await expectCreated(live, 'EXP-TLS-008');
      await expectClosed(older, 'EXP-TLS-008');
      await expectAlive(live, 'EXP-TLS-008');
    },
  };
}

function encryptedOnly(transport: string): boolean {
  return transport === 'ssl' || transport === 'dtls';
}

async function approachAs(world: World, how: Approach): Promise<LiveConnection> {
  const { target, transport } = world.suite;
  const live = await world.connectBy('stranger', 'answer', (events) =>
    approach(target, transport, how, events),
  );
  // No callback without an address is to be taken for one about this device.
  live.connectedAt = Number.POSITIVE_INFINITY;
  return live;
}
