import { connectUdp } from '../world/devices/udp-device.ts';
import type { LiveConnection } from '../world/live-connection.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';
import { expectAlive, expectUplink } from './expectations.ts';

/** How much earlier than the earliest right moment an end may be seen, in milliseconds: two clocks are compared. */
const earliness = 50;

/** For how many idle timeouts a connection that has to live is watched. */
const watched = 2.2;

/** A device connects where idle_timeout is short. */
export function connectToIdle(name: string): Action {
  return {
    text: `${name} connects where idle_timeout is short`,
    check: (model) => model.transport === 'udp' && !model.connections.has(name),
    advance: (model) => model.connect(name),
    async perform(world) {
      const { address } = idleListener(world);
      const live = await world.connectBy(name, 'answer', (events) => connectUdp(address, events));
      // On a machine that stands still the gateway may rightly find the device idle at any time.
      live.mayHaveEnded = true;
      await expectUplink(live, 'EXP-BYTE-001');
    },
  };
}

/** A device is silent until the gateway gives it up. */
export function idleOut(name: string): Action {
  return {
    text: `${name} is silent until it is closed`,
    check: (model) => model.transport === 'udp' && model.isFree(name),
    advance: (model) => model.end(name),
    async perform(world) {
      const live = world.live(name);
      const { timeout } = idleListener(world);
      const sent = performance.now();
      await expectAlive(live, 'EXP-DGRAM-009');
      // A gateway may look only now and then, once in each timeout.
      const time = 2 * timeout + world.suite.target.limits.patience;
      const closed = await world.waitFor(() => live.isClosed, time);
      const expected = `OnSocketClosed(${name}) after ${timeout / 1000} s`;
      world.check('EXP-DGRAM-009', closed, expected, `it did not come within ${time / 1000} s`);
      const after = performance.now() - sent;
      const actual = `it came after ${(after / 1000).toFixed(2)} s`;
      world.check('EXP-DGRAM-009', after >= timeout - earliness, expected, actual);
      world.stopIfBroken();
    },
  };
}

/** A device sends now and then, always before it would be idle. */
export function outliveIdle(name: string): Action {
  return {
    text: `${name} sends a byte several times in each idle_timeout`,
    check: (model) => model.transport === 'udp' && model.isFree(name),
    advance: () => undefined,
    async perform(world) {
      const live = world.live(name);
      const { timeout } = idleListener(world);
      const until = performance.now() + watched * timeout;
      let longest = 0;
      for (let last = performance.now(); performance.now() < until && !live.isClosed; ) {
        const sign = Buffer.from('.');
        live.uplink.expect(sign);
        void live.write(sign);
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
        await world.waitFor(() => live.isClosed, timeout / 5);
      }
      if (longest > timeout / 2) return;
      expectOpen(live, 'EXP-DGRAM-010');
    },
  };
}

/** A device whose timer runs is silent for longer than idle_timeout. */
export function outliveIdleByTimer(name: string): Action {
  return {
    text: `${name} is silent for longer than idle_timeout`,
    check: (model) => model.transport === 'udp' && model.isFree(name),
    advance: () => undefined,
    async perform(world) {
      const live = world.live(name);
      await world.waitFor(() => live.isClosed, watched * idleListener(world).timeout);
      expectOpen(live, 'EXP-DGRAM-011');
    },
  };
}

function expectOpen(live: LiveConnection, rule: 'EXP-DGRAM-010' | 'EXP-DGRAM-011'): void {
  live.world.check(rule, !live.isClosed, `${live.name} open`, 'OnSocketClosed came');
  live.world.stopIfBroken();
}

function idleListener({ suite }: World) {
  const idle = suite.target.listeners.udp?.idle;
  if (idle === undefined) throw new Error('the target declares no listeners.udp.idle');
  return idle;
}
