import { connect } from 'node:net';
import { bytesOf } from '../payload.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';
import { expectAlive } from './expectations.ts';

/** What is thrown at the adapter. */
export type Garbage = 'raw bytes' | 'unknown method' | 'malformed message' | 'a conn of 10 MB';

/** Someone throws garbage at the adapter; a connection has to be served all the same. */
export function throwGarbage(garbage: Garbage, bystander: string): Action {
  return {
    text: `someone sends the adapter ${garbage}, ${bystander} goes on`,
    check: (model) => model.isFree(bystander),
    advance: () => undefined,
    async perform(world) {
      await throwers[garbage](world);
      await expectAlive(world.live(bystander), 'EXP-CODE-024');
    },
  };
}

const throwers: Record<Garbage, (world: World) => Promise<void>> = {
  'raw bytes': ({ suite }) =>
    new Promise((resolve) => {
      const { host, port } = suite.target.adapter;
      const socket = connect(port, host, () => socket.end(bytesOf({ size: 5_000, salt: 7 })));
      // Whether the adapter answers, resets or says nothing is all the same.
      socket.setTimeout(1_000, () => socket.destroy());
      socket.on('error', () => undefined).on('close', () => resolve());
      socket.resume();
    }),
  'unknown method': (world) => callRaw(world, 'NoSuchMethod', Buffer.alloc(0)),
  'malformed message': (world) => callRaw(world, 'Send', bytesOf({ size: 300, salt: 9 })),
  async 'a conn of 10 MB'(world) {
    await world.call('Send', { conn: 'c'.repeat(10_000_000), bytes: Buffer.from('x') }, 'a conn of 10 MB');
  },
};

async function callRaw({ suite }: World, method: string, bytes: Buffer): Promise<void> {
  await suite.adapter.callRaw(
    `/emqx.exproto.v1.ConnectionAdapter/${method}`,
    bytes,
    suite.target.limits.patience,
  );
}
