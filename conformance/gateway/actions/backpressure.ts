import { bytesOf } from '../payload.ts';
import type { LiveConnection } from '../world/live-connection.ts';
import type { Action } from './action.ts';
import { expectAlive } from './expectations.ts';

/** More than all socket buffers on the way hold. */
const tooMuch = 48 * 1024 * 1024;
const chunkSize = 256 * 1024;

/** How many round trips of another device without a byte of progress show that nobody reads. */
const patientRounds = 12;

/** A device sends more than fits on the way to a handler that does not answer; another device keeps the time. */
export function saturate(name: string, timekeeper: string): Action {
  return {
    text: `${name} sends until nobody reads, at most ${tooMuch / 1024 / 1024} MB`,
    check: (model) =>
      model.isStream && model.connections.get(name)?.held === true && model.isFree(timekeeper),
    advance: () => undefined,
    async perform(world) {
      const live = world.live(name);
      const upload = new Upload(live);
      for (let rounds = 0, seen = -1; rounds < patientRounds && upload.sent < tooMuch; ) {
        await expectAlive(world.live(timekeeper), 'EXP-FLOW-003');
        rounds = upload.sent === seen ? rounds + 1 : 0;
        seen = upload.sent;
      }
      upload.stop();
      const actual = `${upload.sent} B were read`;
      world.check('EXP-FLOW-005', upload.sent < tooMuch, 'a socket that is not read', actual);
      world.stopIfBroken();
    },
  };
}

/** Sends chunk after chunk, each when the one before has left. */
class Upload {
  readonly #live: LiveConnection;
  readonly #chunk = bytesOf({ size: chunkSize, salt: 3 });
  #stopped = false;
  /** Bytes that have left this process. */
  sent = 0;

  constructor(live: LiveConnection) {
    this.#live = live;
    void this.#run();
  }

  stop(): void {
    this.#stopped = true;
  }

  async #run(): Promise<void> {
    while (!this.#stopped && this.sent < tooMuch) {
      this.#live.uplink.expect(this.#chunk);
      await this.#live.write(this.#chunk);
      this.sent += chunkSize;
    }
  }
}
