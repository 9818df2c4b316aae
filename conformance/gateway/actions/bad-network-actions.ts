import { bytesOf } from '../payload.ts';
import { Random } from '../random.ts';
import type { Action } from './action.ts';
import { expectAlive, expectUplink } from './expectations.ts';

/** How many datagrams each device sends, and how many leave before the handler has to have them. */
const datagramCount = 60;
const burst = 8;

/** Two devices send over a network that loses, doubles and reorders; what it passes on is known, and has to arrive. */
export function sendOverBadNetwork(first: string, second: string, seed: number): Action {
  return {
    text: `${first} and ${second} send ${datagramCount} datagrams each over a bad network`,
    check: (model) => model.transport === 'udp' && model.isFree(first) && model.isFree(second),
    advance: () => undefined,
    async perform(world) {
      const random = new Random(seed);
      const sent = Array.from({ length: datagramCount }, () => [first, second])
        .flat()
        .map((from) => ({
          from,
          bytes: bytesOf({ size: random.integer(1, 300), salt: random.integer(1, 1e6) }),
        }));
      const arriving = impair(sent, random, { doubles: true });
      world.journal.note(`the network passes on ${arriving.length} datagrams for ${sent.length}`);
      for (const name of [first, second]) world.uploading.set(name, 'EXP-DGRAM-012');
      for (let from = 0; from < arriving.length; from += burst) {
        for (const { from: name, bytes } of arriving.slice(from, from + burst)) {
          world.live(name).uplink.expect(bytes);
          void world.live(name).device.write(bytes);
        }
        for (const name of [first, second]) await expectUplink(world.live(name), 'EXP-DGRAM-012');
      }
      for (const name of [first, second]) {
        world.uploading.delete(name);
        await expectAlive(world.live(name), 'EXP-DGRAM-012');
      }
    },
  };
}

/** What a bad network makes of datagrams: a fifth is lost, a fifth may come twice, a fifth is overtaken by the next one. */
export function impair<Each>(
  sent: readonly Each[],
  random: Random,
  { doubles }: { readonly doubles: boolean },
): readonly Each[] {
  const arriving: Each[] = [];
  let late: Each | undefined;
  for (const datagram of sent) {
    const fate = random.integer(1, 5);
    if (fate === 1) continue;
    if (fate === 2 && late === undefined) {
      late = datagram;
      continue;
    }
    arriving.push(datagram);
    if (fate === 3 && doubles) arriving.push(datagram);
    if (late !== undefined) arriving.push(late);
    late = undefined;
  }
  return late === undefined ? arriving : [...arriving, late];
}
