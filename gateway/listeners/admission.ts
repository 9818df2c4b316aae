import type { ListenerConfiguration } from '../config/configuration.ts';
import { ConnectionGate } from '../limits/connection-gate.ts';
import { RefusalCounters, type RefusalCounts } from '../limits/counters.ts';
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
    const refusal = this.#gate.admit(host, this.#environment.clock.now());
    if (refusal === undefined) return true;
    this.#counters.count(refusal);
    this.#environment.log.debug({ listener: this.#name, host, reason: refusal }, 'a connection is refused');
    this.#report.add(refusal);
    return false;
  }

  /** Gives back the slot of a device that was let in: its socket is closed. */
  leave(): void {
    this.#gate.leave();
  }

  /** The listener stops: what was refused and not told yet is told now. */
  stop(): void {
    this.#report.stop();
  }
}
