import type { Device } from '../world/devices/device.ts';
import type { Action } from './action.ts';

/** Many devices connect, and all of them go at the same moment: by a reset, on DTLS by close_notify. */
export function dropMany(count: number): Action {
  const names = Array.from({ length: count }, (_, index) => `d${index + 1}`);
  return {
    text: `${count} devices connect and drop at once`,
    check: (model) => model.hasEnds,
    advance: (model) => {
      for (const name of names) {
        model.connect(name);
        model.end(name);
      }
    },
    async perform(world) {
      const lives = await Promise.all(names.map((name) => world.connect(name, 'answer')));
      const created = () => lives.filter((live) => live.count('OnSocketCreated') > 0).length;
      const few = () => `${created()} came`;
      await world.until('EXP-CONN-001', () => created() === count, `${count} times OnSocketCreated`, few);
      for (const { device } of lives) drop(device, world.model.isStream);
      const closed = () => lives.filter((live) => live.isClosed).length;
      const expected = `${count} times OnSocketClosed`;
      await world.until(
        'EXP-CONN-019',
        () => closed() === count,
        expected,
        () => `${closed()} came`,
      );
    },
  };
}

function drop(device: Device, isStream: boolean): void {
  if (isStream) device.reset();
  else device.end();
}

/** How many characters of two conns made one after the other must differ to be no counter. */
const differing = 8;

/** Two conns that were made one after the other differ in more than a counter does. */
export function expectUnguessable(first: string, second: string): Action {
  return {
    text: `the conns of ${first} and ${second} cannot be guessed from each other`,
    check: (model) => model.isOpen(first) && model.isOpen(second),
    advance: () => undefined,
    async perform(world) {
      const [left, right] = [world.live(first).conn ?? '', world.live(second).conn ?? ''];
      const count = [...left].filter((character, index) => character !== right[index]).length;
      const actual = `"${left}" and "${right}" differ in ${count}`;
      world.check('EXP-CONN-009', count >= differing, `at least ${differing} characters that differ`, actual);
      world.stopIfBroken();
    },
  };
}
