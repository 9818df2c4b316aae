import type { ListenerConfiguration } from '../config/configuration.ts';
import { ConnectionGate } from '../limits/connection-gate.ts';
import { RefusalCounters, type RefusalCounts, type RefusalReason } from '../limits/counters.ts';
import type { ListenerLimits } from '../limits/listener-limits.ts';
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

  /** Whether the device may come at all, before it has cost anything. Takes no slot. */
  permits(host: string): boolean {
    return this.#decide(host, this.#gate.permits(host) ? undefined : 'access_denied');
  }

  /** Lets a device begin anew in the slot that it has, or counts and tells why not. */
  readmit(host: string): boolean {
    return this.#decide(host, this.#gate.readmit(host, this.#environment.clock.now()));
  }

  /** Counts and tells that a device was turned away for a reason of the listener's own. */
  refuse(host: string, reason: RefusalReason): void {
    this.#counters.count(reason);
    this.#environment.log.debug({ listener: this.#name, host, reason }, 'a connection is refused');
    this.#report.add(reason);
  }

  /** Takes other limits for the devices that come from now on. */
  reload(limits: ListenerLimits): void {
    this.#gate.reload(limits, this.#environment.clock.now());
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
