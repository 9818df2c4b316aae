import type { RuleId } from '../rules/catalogue.ts';
import { ByteLedger } from './byte-ledger.ts';
import type { CallbackError, SeenCallback } from './memory-gateway.ts';
import { MessageLedger } from './message-ledger.ts';
import { limits } from './plan.ts';
import { SilenceWatch } from './silence-watch.ts';

/** Takes down that a rule was broken. */
export type Broken = (rule: RuleId, expected: string, actual: string) => void;

const slack = 100;
const retryDelay = 250;

/** What the protocol says of one connection, from what is seen at its edges alone. */
export class JudgedConnection {
  readonly conn: string;
  readonly bytes: ByteLedger;
  readonly messages: MessageLedger;
  readonly silence: SilenceWatch;
  readonly #broken: Broken;
  /** When the first cause of an end was seen. */
  sealedAt = Number.POSITIVE_INFINITY;
  /** Whether the gateway has asked its socket to end, or lost it. */
  socketEnded = false;
  /** The gateway may have ended it for a time that has run out. */
  mayEnd = false;
  clientid: string | undefined;
  /** Whether it was closed because another connection took its clientid over. */
  discarded = false;
  #dropAllowed = false;
  #created = false;
  #neverArrived = false;
  #closings = 0;
  #closedFirst = 0;
  /** What came of the latest OnSocketClosed, and when. */
  #closing: { readonly at: number; readonly again: boolean } | undefined;
  #inFlight: { readonly callback: SeenCallback; readonly since: number } | undefined;

  constructor(conn: string, now: number, datagrams: boolean, broken: Broken) {
    this.conn = conn;
    this.#broken = (rule, expected, actual) => broken(rule, `${expected} (${conn})`, actual);
    this.bytes = new ByteLedger(datagrams, this.#broken);
    this.messages = new MessageLedger(this.#broken);
    this.silence = new SilenceWatch(now, datagrams, this.#broken);
  }

  /** Whether nothing is known that could end it. */
  get isSound(): boolean {
    return this.sealedAt === Number.POSITIVE_INFINITY && !this.mayEnd && !this.silence.expired;
  }

  /** A cause of its end was seen; `drop` where what waits for the handler need not go out. */
  seal(now: number, drop = false): void {
    this.sealedAt = Math.min(this.sealedAt, now);
    this.#dropAllowed ||= drop;
  }

  callback(callback: SeenCallback, now: number): void {
    const { method } = callback;
    if (this.#inFlight !== undefined) {
      this.#broken('EXP-FLOW-001', 'one callback at a time', `${method} was sent beside another`);
    }
    this.#inFlight = { callback, since: now };
    if (method === 'OnSocketClosed') return this.#closed(callback, now);
    if (this.#closings > 0) {
      return this.#broken('EXP-CONN-003', 'nothing after OnSocketClosed', `${method} was sent`);
    }
    if (method === 'OnSocketCreated') {
      if (this.#created) this.#broken('EXP-CONN-002', 'OnSocketCreated once', 'it was sent again');
      this.#created = true;
      return;
    }
    if (!this.#created) this.#broken('EXP-CONN-001', 'OnSocketCreated first', `${method} was sent`);
    if (method === 'OnReceivedBytes') this.bytes.arrived(callback.bytes);
    if (method === 'OnReceivedMessages') this.messages.arrived(callback.messages);
    if (method === 'OnTimerTimeout') {
      this.silence.fired(now);
      this.seal(now);
    }
  }

  /** A callback was answered, failed, or was given up by the gateway. */
  landed(error: CallbackError | undefined, now: number): void {
    const callback = this.#inFlight?.callback;
    this.#inFlight = undefined;
    if (callback === undefined) return;
    this.bytes.outstanding -= callback.bytes.length;
    if (callback.method === 'OnSocketClosed') {
      this.#closing = { at: now, again: error !== undefined && error.arrival !== 'certain' };
      return;
    }
    if (error === undefined) return;
    this.#neverArrived ||= callback.method === 'OnSocketCreated' && error.arrival === 'never';
    this.seal(now, true);
  }

  /** Time has passed: whatever was due must have happened. */
  watch(now: number): void {
    this.silence.look(now);
    if (this.#inFlight !== undefined) return this.#watchFlight(now, this.#inFlight.since);
    if (this.#closings === 0 && this.sealedAt > now && !this.mayEnd) this.silence.demand(now);
    const { at, again } = this.#closing ?? { at: now, again: false };
    const until = this.#closedFirst + limits.closeTimeout;
    if (again && at + retryDelay < until && now > at + retryDelay + slack) {
      this.#broken('EXP-CONN-007', 'an OnSocketClosed that did not arrive again', 'it was not tried again');
    }
  }

  /** The faults are over, and time enough has passed. */
  finish(): void {
    if (!this.#created) this.#broken('EXP-CONN-001', 'OnSocketCreated', 'it was never sent');
    if (this.#closings > 0 || this.#neverArrived) return;
    this.#broken('EXP-CONN-018', 'OnSocketClosed, once the faults are over', 'it was never sent');
  }

  #closed(callback: SeenCallback, now: number): void {
    const { again } = this.#closing ?? { again: this.#closings === 0 };
    if (!again) this.#broken('EXP-CONN-007', 'OnSocketClosed once', 'it was sent after it had arrived');
    this.#closings += 1;
    if (this.#closings > 1) {
      if (now <= this.#closedFirst + limits.closeTimeout + slack) return;
      const late = `it was tried ${now - this.#closedFirst} ms later`;
      return this.#broken('EXP-CONN-007', 'OnSocketClosed given up after 15 s', late);
    }
    this.#closedFirst = now;
    if (this.#neverArrived) this.#broken('EXP-CONN-001', 'OnSocketCreated first', 'the handler never saw it');
    if (callback.reason === 'discarded') this.discarded = true;
    if (this.#dropAllowed) return;
    this.bytes.complete();
    this.messages.complete();
  }

  #watchFlight(now: number, since: number): void {
    const longest =
      this.#closings > 0 || !this.socketEnded
        ? since + limits.callbackTimeout
        : Math.max(since, this.sealedAt) + limits.closeTimeout;
    if (now <= longest + slack) return;
    this.#broken(
      'EXP-CONN-018',
      'a callback that is never answered given up',
      `it flew for ${now - since} ms`,
    );
  }
}
