import { bytesOf } from '../payload.ts';
import { AdapterClient } from '../world/adapter-client.ts';
import { openSocket } from '../world/devices/stream-device.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';
import { expectAlive, expectCode } from './expectations.ts';

/** How many connections carry garbage at once. */
const garbageCount = 24;

/** A message larger than any gateway has to take. */
const oversize = 32 * 1024 * 1024;

/** Garbage of several kinds comes to the adapter; `bystander` is to be served meanwhile and afterwards. */
export function floodWithGarbage(bystander: string, salt: number): Action {
  return {
    text: `the adapter gets garbage on ${garbageCount} connections, and calls that are no protobuf or too large`,
    check: (model) => model.isFree(bystander),
    advance: () => undefined,
    async perform(world) {
      const { adapter, target } = world.suite;
      const { patience } = target.limits;
      const live = world.live(bystander);
      const sockets = await Promise.all(
        Array.from({ length: garbageCount }, () => openSocket(target.adapter, 'tcp')),
      );
      for (const [index, socket] of sockets.entries()) {
        socket.on('error', () => undefined).resume();
        socket.write(bytesOf({ size: 1 + index * 500, salt: salt + index }));
      }
      const garbage = bytesOf({ size: 5_000, salt });
      const calls = ['Send', 'Publish', 'NoSuchMethod'].map((method) =>
        adapter.callRaw(`/emqx.exproto.v1.ConnectionAdapter/${method}`, garbage, patience),
      );
      // To a conn of nobody: what is refused is the size, or the conn.
      const large = adapter.call('Send', { conn: 'nobody', bytes: Buffer.alloc(oversize) }, patience);
      await expectServed(world, bystander);
      for (const outcome of await Promise.all([...calls, large])) {
        const text = 'error' in outcome ? outcome.error : outcome.code;
        const expected = 'an answer to each call, whatever it is';
        world.check('EXP-FAULT-011', !text.includes('DEADLINE_EXCEEDED'), expected, `it was ${text}`);
      }
      for (const socket of sockets) socket.destroy();
      await expectServed(world, bystander);
      await expectAlive(live, 'EXP-FAULT-011');
    },
  };
}

/** A new connection to the adapter is served, and so is the one that all scenarios use. */
async function expectServed(world: World, name: string): Promise<void> {
  const live = world.live(name);
  const bytes = Buffer.from('?');
  live.downlink.expect(bytes);
  const [outcome] = await world.callPipelined('Send', [{ conn: live.conn, bytes }], name);
  expectCode(world, 'EXP-FAULT-011', outcome ?? { error: 'there is none' }, 'SUCCESS');
  await expectAlive(live, 'EXP-FAULT-011');
}

const callCount = 4_000;

/** How many connections to the adapter carry them. */
const clientCount = 20;

/** The handler makes many calls at once, shared out among connections; `bystander` is to be served meanwhile. */
export function floodWithCalls(names: readonly string[], bystander: string): Action {
  return {
    text: `the handler makes ${callCount} calls at once on ${clientCount} connections for ${names.join(' and ')}`,
    check: (model) => [...names, bystander].every((name) => model.isFree(name)),
    advance: () => undefined,
    async perform(world) {
      const { target } = world.suite;
      const { patience } = target.limits;
      const clients = Array.from({ length: clientCount }, () => new AdapterClient(target.adapter));
      const lives = names.map((name) => world.live(name));
      for (const live of lives) live.timerStarted = true;
      const calls = Array.from({ length: callCount / clientCount }, (_, index) => {
        const conn = lives[index % lives.length]?.conn ?? '';
        const request = { conn, type: 'KEEPALIVE', interval: 600 };
        return clients.map((client) => client.call('StartTimer', request, patience));
      }).flat();
      await expectAlive(world.live(bystander), 'EXP-FAULT-012');
      const outcomes = await Promise.all(calls);
      for (const client of clients) client.close();
      for (const outcome of outcomes) expectCode(world, 'EXP-FAULT-012', outcome, 'SUCCESS');
      for (const live of lives) await expectAlive(live, 'EXP-FAULT-012');
    },
  };
}
