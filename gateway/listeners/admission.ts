import type { ListenerConfiguration } from '../config/configuration.ts';
import { ConnectionGate } from '../limits/connection-gate.ts';
import { RefusalCounters, type RefusalCounts, type RefusalReason } from '../limits/counters.ts';
import type { ListenerEnvironment } from './listener.ts';
import { RefusalReport } from './refusal-report.ts';

/** The door of a listener: devices that its limits refuse are turned away before anybody hears of them. */
export class Admission {
  readonly #environment: ListenerEnvironment;
  readonly #name: string;
  readonly #gate: ConnectionGate;
  readonly #counters = new RefusalCounters();
  readonly #report: RefusalReport;

  constructor({ name, transport, limits }: ListenerConfiguration, environment: ListenerEnvironment) {
    this.#environment = environment;
    this.#name = `${transport}.${name}`;
    this.#gate = new ConnectionGate(limits, environment.clock.now());
    this.#report = new RefusalReport(this.#name, environment);
  }

  get refusals(): RefusalCounts {
    return this.#counters.counts;
  }

  /** Takes a slot for the device at this address, or counts and tells why there is none. */
  admit(host: string): boolean {
    return this.#decide(host, this.#gate.admit(host, this.#environment.clock.now()));
  }

  /** Takes a slot for whom a proxy at this address may bring: `judge` follows when that is known. */
  reserve(proxy: string): boolean {
    return this.#decide(proxy, this.#gate.reserve());
  }

  /** Decides on a device that has its slot, and turns out to be at this address. */
  judge(host: string): boolean {
    return this.#decide(host, this.#gate.judge(host, this.#environment.clock.now()));
  }

  /** Counts a refusal and tells of it; `detail` says more than its reason. */
  refuse(host: string, reason: RefusalReason, detail?: string): void {
    this.#counters.count(reason);
    const facts = { listener: this.#name, host, reason, ...(detail === undefined ? {} : { detail }) };
    this.#environment.log.debug(facts, 'a connection is refused');
    this.#report.add(reason);
  }

  /** Gives back the slot of a device that was let in: its socket is closed. */
  leave(): void {
    this.#gate.leave();
  }

  /** The listener stops: what was refused and not told yet is told now. */
  stop(): void {
    this.#report.stop();
  }

  #decide(host: string, refusal: RefusalReason | undefined): boolean {
    if (refusal !== undefined) this.refuse(host, refusal);
    return refusal === undefined;
  }
}
