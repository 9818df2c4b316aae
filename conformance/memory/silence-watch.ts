import type { Broken } from './judged-connection.ts';
import { limits } from './plan.ts';

/** How late an alarm may ring, in milliseconds. */
const slack = 100;

/** How long a device was silent: when its keepalive may fire, and when it must have. */
export class SilenceWatch {
  readonly #broken: Broken;
  readonly #datagrams: boolean;
  #interval: number | undefined;
  #since: number;
  #idleSince: number | undefined;
  #paused = false;
  /** Whether the gateway may have ended the connection for silence by now. */
  expired = false;

  constructor(now: number, datagrams: boolean, broken: Broken) {
    this.#since = now;
    this.#idleSince = now;
    this.#datagrams = datagrams;
    this.#broken = broken;
  }

  /** Looks at the clock; comes before everything else that happens at this time. */
  look(now: number): void {
    if (this.#paused) return;
    const idle = this.#idleSince !== undefined && now >= this.#idleSince + limits.idleTimeout;
    this.expired ||= idle || now >= this.#dueAt();
  }

  bytes(now: number): void {
    this.#since = now;
    if (this.#idleSince !== undefined) this.#idleSince = this.#datagrams ? now : undefined;
  }

  authenticated(): void {
    if (!this.#datagrams) this.#idleSince = undefined;
  }

  started(seconds: number, now: number): void {
    this.#interval = seconds * 1000;
    this.#since = now;
    this.#idleSince = undefined;
  }

  pause(paused: boolean, now: number): void {
    this.#paused = paused;
    // The device's bytes may have waited in its socket.
    if (paused) return;
    this.#since = now;
    if (this.#idleSince !== undefined) this.#idleSince = now;
  }

  /** OnTimerTimeout was sent. */
  fired(now: number): void {
    this.look(now);
    if (this.#interval === undefined) {
      return this.#broken('EXP-KEEP-008', 'no OnTimerTimeout without StartTimer', 'one came');
    }
    if (this.expired) return;
    const silence = `${now - this.#since} ms of silence`;
    this.#broken(
      'EXP-KEEP-002',
      `no OnTimerTimeout before ${this.#interval * 1.5} ms`,
      `one came after ${silence}`,
    );
  }

  /** Nothing held the gateway up: a timeout that is due must have been sent. */
  demand(now: number): void {
    const window = Math.max(1_000, (this.#interval ?? 0) / 2) + slack;
    if (this.#paused || now <= this.#dueAt() + window) return;
    this.#broken('EXP-KEEP-001', `OnTimerTimeout within ${window} ms after it is due`, 'none came');
  }

  #dueAt(): number {
    return this.#interval === undefined ? Number.POSITIVE_INFINITY : this.#since + this.#interval * 1.5;
  }
}
