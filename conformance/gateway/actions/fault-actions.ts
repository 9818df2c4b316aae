import { bytesOf, type Payload } from '../payload.ts';
import type { LiveConnection } from '../world/live-connection.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';
import { expectAlive, expectDeviceClosed } from './expectations.ts';

/** How long a gateway goes on telling of an end, and may take to find the handler again. Milliseconds. */
const recoveryTime = 15_000;

/** How long a device waits for its connection before the next one tries. */
const tryTime = 300;

/** The handler dies with a callback of `name` in hand and comes back; `bystander` is to live, `newcomer` to connect. */
export function killHandler(name: string, payload: Payload, bystander: string, newcomer: string): Action {
  return {
    text: `the handler is killed during OnReceivedBytes of ${name}, and restarted; then ${newcomer} connects`,
    check: (model) => model.isFree(name) && model.isFree(bystander) && !model.connections.has(newcomer),
    advance(model) {
      model.end(name);
      model.connect(newcomer);
    },
    async perform(world) {
      const live = world.live(name);
      await holdBytesOf(live, payload);
      await withoutHandler(world, async () => {
        live.mayHaveEnded = true;
        live.held?.release({ status: 'UNAVAILABLE' });
        await expectDeviceClosed(live, 'EXP-FAULT-001');
      });
      const next = await expectNewcomer(world, newcomer);
      await expectClosedInTime(live, 'EXP-FAULT-001');
      // The end of a connection shows only after the answer to a callback.
      for (let round = 0; round < 3; round += 1) await expectAlive(world.live(bystander), 'EXP-FAULT-002');
      await expectAlive(next, 'EXP-FAULT-003');
    },
  };
}

/** A device goes while the handler is away. */
export function endWithoutHandler(name: string): Action {
  return {
    text: `the handler is killed, ${name} closes its socket, the handler is restarted`,
    check: (model) => model.hasEnds && model.isFree(name),
    advance: (model) => model.end(name, 'device'),
    async perform(world) {
      const live = world.live(name);
      await withoutHandler(world, async () => {
        live.mayHaveEnded = true;
        live.end();
        await expectDeviceClosed(live, 'EXP-CONN-006');
      });
      await expectClosedInTime(live, 'EXP-FAULT-004');
    },
  };
}

async function holdBytesOf(live: LiveConnection, payload: Payload): Promise<void> {
  const bytes = bytesOf(payload);
  live.next = 'hold';
  live.uplink.expect(bytes);
  void live.write(bytes);
  const held = () => live.held !== undefined;
  await live.world.until('EXP-BYTE-001', held, `OnReceivedBytes(${live.name})`, () => 'it did not come');
}

/** Whatever happens meanwhile, other scenarios find the handler again. */
async function withoutHandler(world: World, during: () => Promise<void>): Promise<void> {
  const { handler } = world.suite;
  handler.kill();
  world.journal.note('the handler is killed');
  try {
    await during();
  } finally {
    await handler.restart();
    world.journal.note('the handler is back');
  }
}

async function expectClosedInTime(
  live: LiveConnection,
  rule: 'EXP-FAULT-001' | 'EXP-FAULT-004',
): Promise<void> {
  const { world, name } = live;
  const time = recoveryTime + world.suite.target.limits.patience;
  const closed = await world.waitFor(() => live.isClosed, time);
  world.check(rule, closed, `OnSocketClosed(${name})`, `it did not come within ${time / 1000} s`);
  world.stopIfBroken();
}

/** A device tries until the gateway has found the handler again. */
async function expectNewcomer(world: World, name: string): Promise<LiveConnection> {
  const until = performance.now() + recoveryTime + world.suite.target.limits.patience;
  for (;;) {
    const live = await world.connect(name, 'answer');
    const created = () => live.count('OnSocketCreated') > 0;
    await world.waitFor(created, tryTime);
    if (created()) return live;
    const late = performance.now() > until;
    world.check('EXP-FAULT-003', !late, `OnSocketCreated(${name})`, 'it did not come within 15 s');
    world.stopIfBroken();
    // An OnSocketCreated that is on its way all the same belongs to this device.
    live.mayHaveEnded = true;
    live.device.destroy();
  }
}
