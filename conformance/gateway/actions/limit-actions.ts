import type { RuleId } from '../../rules/catalogue.ts';
import { SuiteError } from '../suite-error.ts';
import type { Address, LimitedListeners } from '../target/target.ts';
import { connectDevice } from '../world/devices/connect-device.ts';
import type { Device, DeviceEvents } from '../world/devices/device.ts';
import { tryDtls } from '../world/devices/dtls-device.ts';
import { TurnedAwayDevice } from '../world/devices/turned-away-device.ts';
import type { LiveConnection } from '../world/live-connection.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';
import { expectAlive, expectClosed, expectCode } from './expectations.ts';

/** How long a gateway may take to turn a device away; none has to. */
const turningTime = 1_000;

/** How long a device that was turned away waits before it tries again. */
const retryTime = 50;

/** As many devices connect as the listener may have; `name` is the first. */
export function fillUp(name: string): Action {
  return {
    text: `as many devices as max_connections connect, the first is ${name}`,
    check: (model) => !model.connections.has(name),
    advance: (model) => model.connect(name),
    async perform(world) {
      const { address, largest } = limitedListener(world, 'connections');
      for (let index = 1; index <= largest; index += 1)
        await expectAdmitted(world, address, index === 1 ? name : `d${index}`, 'EXP-LIMIT-001');
      const open = () => [...world.connections.values()].filter(isServed).length;
      world.check('EXP-LIMIT-001', open() === largest, `${largest} connections`, `${open()} are open`);
      world.stopIfBroken();
    },
  };
}

/** Another device comes to a listener that is full; `timekeeper` is one of those that filled it. */
export function oneTooMany(timekeeper: string): Action {
  return {
    text: 'two more devices connect, one after the other',
    check: (model) => model.isFree(timekeeper),
    advance: () => undefined,
    async perform(world) {
      const { address } = limitedListener(world, 'connections');
      for (const name of ['surplus1', 'surplus2']) {
        const live = await expectNoCallback(world, address, name, timekeeper, 'EXP-LIMIT-002');
        // Nobody tells a device on UDP.
        if (world.model.isStream) {
          const closed = await world.waitFor(() => live.deviceClosed, world.suite.target.limits.patience);
          world.check('EXP-LIMIT-003', closed, `the socket of ${name} closed`, 'it is open');
        }
        // Another one will have its name.
        live.device.destroy();
        world.stopIfBroken();
      }
    },
  };
}

/** One of the devices of a full listener goes, and another one comes. */
export function leavePlace(first: string, how: 'closes' | 'resets' | 'is closed by the handler'): Action {
  const next = `after ${how}`.replaceAll(' ', '-');
  return {
    text: `a device ${how}, and another one connects`,
    check: (model) => model.isFree(first),
    advance: () => undefined,
    async perform(world) {
      const { address } = limitedListener(world, 'connections');
      const live = [...world.connections.values()].find((each) => each.name !== first && isServed(each));
      if (live === undefined) throw new Error(`${first} is the only one at the listener`);
      if (how === 'closes') live.end();
      else if (how === 'resets') live.reset();
      else expectCode(world, 'EXP-CODE-021', await live.call('Close', {}), 'SUCCESS');
      live.mayHaveEnded = true;
      await expectClosed(live, how === 'resets' ? 'EXP-CONN-005' : 'EXP-CONN-004');
      await expectAlive(await expectAdmitted(world, address, next, 'EXP-LIMIT-004'), 'EXP-LIMIT-004');
    },
  };
}

/** For how many seconds of the declared rate devices come at once. */
const rushSeconds = 4;

/** Many more devices come at once than may; when they are gone, `name` comes. */
export function rush(name: string): Action {
  return {
    text: `${rushSeconds} times max_conn_rate devices connect at once, and later ${name}`,
    check: (model) => model.transport === 'tcp' && !model.connections.has(name),
    advance: (model) => model.connect(name),
    async perform(world) {
      const { address, perSecond } = limitedListener(world, 'connectionRate');
      const began = performance.now();
      const connecting = Array.from({ length: rushSeconds * perSecond }, (_, index) =>
        connectTo(world, address, `d${index + 1}`),
      );
      const lives = await Promise.all(connecting);
      const admitted = () => lives.filter((live) => live.count('OnSocketCreated') > 0).length;
      await world.waitFor(() => lives.every(isDecided), turningTime);
      const seconds = (performance.now() - began) / 1000;
      const most = Math.floor(perSecond * (seconds + 2));
      const actual = `${admitted()} came in ${seconds.toFixed(2)} s`;
      // A machine that stood still meanwhile has shown nothing.
      if (most < lives.length || admitted() > most)
        world.check('EXP-LIMIT-005', admitted() <= most, `at most ${most} times OnSocketCreated`, actual);
      world.stopIfBroken();
      for (const live of lives) dismiss(live);
      await expectAlive(await expectAdmitted(world, address, name, 'EXP-LIMIT-006'), 'EXP-LIMIT-006');
    },
  };
}

/** A device connects whose address is denied; another device, elsewhere, keeps the time. */
export function turnDenied(timekeeper: string): Action {
  return {
    text: 'a device connects whose address is denied',
    check: (model) => model.isFree(timekeeper),
    advance: () => undefined,
    async perform(world) {
      const { address } = limitedListener(world, 'denied');
      await expectNoCallback(world, address, 'stranger', timekeeper, 'EXP-LIMIT-009');
    },
  };
}

/** A device connects as often as it needs to get a connection: a place may be given back a moment late. */
async function expectAdmitted(
  world: World,
  address: Address,
  name: string,
  rule: RuleId,
): Promise<LiveConnection> {
  const { patience } = world.suite.target.limits;
  const until = performance.now() + patience;
  for (;;) {
    const live = await connectTo(world, address, name);
    // Nobody tells a device on UDP that it was turned away.
    await world.waitFor(() => isDecided(live), world.model.hasEnds ? patience : turningTime);
    const [served, late] = [isServed(live), performance.now() > until];
    if (served || late) {
      world.check(rule, served, `a connection of ${name}`, `it had none within ${patience / 1000} s`);
      world.stopIfBroken();
      return live;
    }
    dismiss(live);
    await world.waitFor(() => false, retryTime);
  }
}

async function expectNoCallback(
  world: World,
  address: Address,
  name: string,
  timekeeper: string,
  rule: RuleId,
): Promise<LiveConnection> {
  const live = await connectTo(world, address, name);
  await world.waitFor(() => live.deviceClosed || live.callbacks.length > 0, turningTime);
  for (let round = 0; round < 3; round += 1) await expectAlive(world.live(timekeeper), 'EXP-BYTE-001');
  const came = live.callbacks[0]?.method;
  world.check(rule, came === undefined, 'no callback', `${came} came`);
  world.stopIfBroken();
  world.suite.lobby.dismiss(live);
  return live;
}

async function connectTo(world: World, address: Address, name: string): Promise<LiveConnection> {
  const live = await world.connectBy(name, 'answer', (events) => approachLimited(world, address, events));
  // No callback without an address is to be taken for one about a device that may be turned away.
  live.connectedAt = Number.POSITIVE_INFINITY;
  return live;
}

/** A gateway may turn a device away before its handshake. */
async function approachLimited({ suite }: World, address: Address, events: DeviceEvents): Promise<Device> {
  const { target, transport } = suite;
  const { dtls } = target.listeners;
  if (transport === 'dtls' && dtls !== undefined) {
    const device = await tryDtls({ ...dtls, address }, dtls.device, events);
    return device.localAddress.port === 0 ? new TurnedAwayDevice(events) : device;
  }
  try {
    return await connectDevice(target, transport, events, { address });
  } catch (error) {
    const isTurnedAway = error instanceof SuiteError && error.code === 'TARGET_UNREACHABLE';
    if (isTurnedAway && transport === 'ssl') return new TurnedAwayDevice(events);
    throw error;
  }
}

function dismiss(live: LiveConnection): void {
  live.mayHaveEnded = true;
  live.world.suite.lobby.dismiss(live);
  live.device.destroy();
}

function isServed(live: LiveConnection): boolean {
  return live.count('OnSocketCreated') > 0 && !live.deviceClosed && !live.mayHaveEnded;
}

function isDecided(live: LiveConnection): boolean {
  return live.count('OnSocketCreated') > 0 || live.deviceClosed;
}

/** The listener on which a limit is switched on. */
export function limitedListener<Limit extends keyof LimitedListeners>(
  { suite }: World,
  limit: Limit,
): NonNullable<LimitedListeners[Limit]> {
  const found = suite.target.listeners[suite.transport]?.limited?.[limit];
  if (found === undefined) throw new Error(`the target declares no limited.${limit} of ${suite.transport}`);
  return found;
}
