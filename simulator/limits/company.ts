import { pause } from './pause.ts';
import { type Approach, type Visit, type Visitor, visit } from './visit.ts';

/** So often a device that is turned away comes again. */
const attempts = 5;
/** After so many milliseconds. */
const retryTime = 200;

/**
 * The devices that were let in, and stay until they are dismissed. A gateway hears nothing of a device that leaves on UDP, and
 * keeps its place: there they stay, and count, until the end.
 */
export class Company {
  readonly #approach: Approach;
  #visitors: Visitor[] = [];
  #visits = 0;

  constructor(approach: Approach) {
    this.#approach = approach;
  }

  get approach(): Approach {
    return this.#approach;
  }

  /** How many are there. */
  get size(): number {
    return this.#visitors.filter(({ isOpen }) => isOpen).length;
  }

  /** How many have come, let in or not. */
  get visits(): number {
    return this.#visits;
  }

  /** Whether a place is free again as soon as its device has left. */
  get freesPlaces(): boolean {
    return this.#approach.transport !== 'udp';
  }

  /** One more device comes, and stays if it is let in. */
  async visit(): Promise<Visit> {
    this.#visits += 1;
    const result = await visit(this.#approach, this.#visits);
    if (result.admission === 'admitted') this.#visitors.push(result.visitor);
    else result.visitor.leave();
    return result;
  }

  /** One that was let in before. */
  adopt(visitor: Visitor): void {
    this.#visitors.push(visitor);
  }

  /** So many devices, or fewer where no more are let in. Those that are there come first. */
  async gather(
    count: number,
    interval: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly Visitor[]> {
    this.#visitors = this.#visitors.filter(({ isOpen }) => isOpen);
    for (let failures = 0; this.#visitors.length < count && failures < attempts; ) {
      if (signal?.aborted === true) break;
      const { admission } = await this.visit();
      failures = admission === 'admitted' ? 0 : failures + 1;
      await pause(failures > 0 ? Math.max(retryTime, interval) : interval, signal);
    }
    return this.#visitors.slice(0, count);
  }

  /** Lets one go whose place would else be taken; on UDP it stays. */
  dismiss(visitor: Visitor): void {
    if (!this.freesPlaces) return;
    visitor.leave();
    this.#visitors = this.#visitors.filter((each) => each !== visitor);
  }

  /** All go that can. */
  dismissAll(): void {
    if (this.freesPlaces) this.end();
  }

  /** All go. */
  end(): void {
    for (const visitor of this.#visitors) visitor.leave();
    this.#visitors = [];
  }
}
