import { bytesOf, type Payload } from '../payload.ts';
import { encryptedListener } from '../target/declares.ts';
import { connectTlsByteByByte } from '../world/devices/byte-by-byte.ts';
import type { Action } from './action.ts';
import { expectAlive, expectCreated, expectUplink } from './expectations.ts';

/** A device makes its handshake and sends with each byte in a packet of its own. */
export function connectByteByByte(name: string, payload: Payload): Action {
  return {
    text: `${name} connects and sends ${payload.size} B, byte by byte under the encryption`,
    check: (model) => model.transport === 'ssl' && !model.connections.has(name),
    advance: (model) => model.connect(name),
    async perform(world) {
      const listener = encryptedListener(world.suite.target, 'ssl');
      if (listener === undefined) throw new Error('the target has no listener ssl');
      let done = false;
      const live = await world.connectBy(name, 'answer', async (events) => {
        const made = await connectTlsByteByByte(listener, events);
        done = made.done;
        return made.device;
      });
      world.check('EXP-TLS-009', done, 'a handshake', 'it came to nothing');
      await expectCreated(live, 'EXP-TLS-009');
      const bytes = bytesOf(payload);
      live.uplink.expect(bytes);
      void live.device.write(bytes);
      await expectUplink(live, 'EXP-TLS-009');
      await expectAlive(live, 'EXP-TLS-009');
    },
  };
}
