import { bytesOf } from '../payload.ts';
import { Random } from '../random.ts';
import { encryptedListener } from '../target/declares.ts';
import { BadNetwork } from '../world/devices/bad-network.ts';
import { connectOver } from '../world/devices/bad-network-device.ts';
import type { Action } from './action.ts';
import { impair } from './bad-network-actions.ts';
import { expectAlive, expectCreated, expectUplink } from './expectations.ts';

/** How many records the device sends at once, and how often. */
const burst = 8;
const bursts = 6;

/**
 * A device makes its handshake and sends over a network that loses, doubles and reorders. No record comes twice: whether
 * it is taken then is left open by RFC 6347, section 4.1.2.6.
 */
export function connectOverBadNetwork(name: string, seed: number): Action {
  return {
    text: `${name} makes its handshake and sends ${burst * bursts} records over a bad network`,
    check: (model) => model.transport === 'dtls' && !model.connections.has(name),
    advance: (model) => model.connect(name),
    async perform(world) {
      const random = new Random(seed);
      const listener = encryptedListener(world.suite.target, 'dtls');
      if (listener === undefined) throw new Error('the target has no listener dtls');
      const network = await BadNetwork.to(listener.address, random);
      let done = false;
      const live = await world.connectBy(name, 'answer', async (events) => {
        const made = await connectOver(network, listener, events);
        done = made.done;
        return made.device;
      });
      network.calm();
      const { lost, doubled, overtaken } = network.counts;
      const fate = `${lost} datagrams lost, ${doubled} doubled, ${overtaken} overtaken`;
      world.check('EXP-DGRAM-013', done, `a handshake with ${fate}`, 'it came to nothing');
      await expectCreated(live, 'EXP-DGRAM-013');
      world.uploading.set(name, 'EXP-DGRAM-013');
      for (let round = 0; round < bursts; round += 1) {
        const sent = Array.from({ length: burst }, () =>
          bytesOf({ size: random.integer(1, 300), salt: random.integer(1, 1e6) }),
        );
        const caught = network.catch(sent.length);
        for (const bytes of sent) void live.device.write(bytes);
        const records = await caught;
        const arriving = impair([...sent.keys()], random, { doubles: false });
        for (const index of arriving) live.uplink.expect(sent[index] ?? Buffer.alloc(0));
        network.release(arriving.flatMap((index) => records[index] ?? []));
        await expectUplink(live, 'EXP-DGRAM-013');
      }
      world.uploading.delete(name);
      await expectAlive(live, 'EXP-DGRAM-013');
    },
  };
}
