import type { Clock } from '../../gateway/clock/clock.ts';
import type { Random } from '../load/random.ts';
import type { Impairment } from './impairment.ts';

/** How long a datagram waits to be overtaken where no other comes, in milliseconds. */
const longestHold = 20;
/** Datagrams on their way at a time; more are lost, as in any network. */
const mostOnTheirWay = 1_000;

/** One direction of a bad network, of one device. */
export class ImpairedWay {
  readonly #impairment: Impairment;
  readonly #random: Random;
  readonly #clock: Clock;
  readonly #deliver: (datagram: Buffer) => void;
  readonly #timers = new Set<() => void>();
  #held: Buffer | undefined;

  constructor(impairment: Impairment, random: Random, clock: Clock, deliver: (datagram: Buffer) => void) {
    this.#impairment = impairment;
    this.#random = random;
    this.#clock = clock;
    this.#deliver = deliver;
  }

  /** A datagram sets out; the memory is the caller's again at once. */
  send(datagram: Uint8Array): void {
    const { loss, duplication, reordering, delay } = this.#impairment;
    // Always the same number of draws, so that one impairment does not change the choices of another.
    const [lost, twice, late, slow] = [this.#random(), this.#random(), this.#random(), this.#random()];
    if (lost < loss || this.#timers.size >= mostOnTheirWay) return;
    const copy = Buffer.from(datagram);
    const arrive = () => this.#arrive(copy, late < reordering);
    const times = twice < duplication ? 2 : 1;
    for (let copies = 0; copies < times; copies++) {
      if (delay === 0) arrive();
      else this.#after(slow * delay, arrive);
    }
  }

  /** What is on its way is lost. */
  stop(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#held = undefined;
  }

  #arrive(datagram: Buffer, late: boolean): void {
    if (late && this.#held === undefined) {
      this.#held = datagram;
      this.#after(longestHold, () => this.#release(datagram));
      return;
    }
    this.#deliver(datagram);
    this.#release(this.#held);
  }

  #release(datagram: Buffer | undefined): void {
    if (datagram === undefined || this.#held !== datagram) return;
    this.#held = undefined;
    this.#deliver(datagram);
  }

  #after(delay: number, call: () => void): void {
    const cancel = this.#clock.after(delay, () => {
      this.#timers.delete(cancel);
      call();
    });
    this.#timers.add(cancel);
  }
}
