import type { CommonListenerConfiguration, ListenerConfiguration } from '../config/configuration.ts';
import { ConnectionGate } from '../limits/connection-gate.ts';
import { RefusalCounters, type RefusalCounts, type RefusalReason } from '../limits/counters.ts';
import { descriptorLimit } from '../limits/descriptors.ts';
import type { ListenerEnvironment } from './listener.ts';
import { PeriodicWarning } from './periodic-warning.ts';

/** How the log tells of those that are refused. */
const wording = {
  noun: 'connection',
  verb: 'refused',
  remedies: {
    file_descriptors: `the process may have ${descriptorLimit}: raise ulimit -n, or LimitNOFILE of systemd`,
  },
} as const;

/** The door of a listener: devices that its limits refuse are turned away before anybody hears of them. */
export class Admission {
  readonly #environment: ListenerEnvironment;
  readonly #name: string;
  readonly #gate: ConnectionGate;
  readonly #counters = new RefusalCounters();
  readonly #warning: PeriodicWarning<RefusalReason>;

  constructor({ name, transport, limits }: ListenerConfiguration, environment: ListenerEnvironment) {
    this.#environment = environment;
    this.#name = `${transport}.${name}`;
    this.#gate = new ConnectionGate(limits, environment.clock.now());
    this.#warning = new PeriodicWarning<RefusalReason>(this.#name, wording, environment);
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
    this.#warning.add(reason);
  }

  /** Gives back the slot of a device that was let in: its socket is closed. */
  leave(): void {
    this.#gate.leave();
  }

  /** Takes over other limits. Those that are in stay. */
  reload({ limits }: CommonListenerConfiguration): void {
    this.#gate.change(limits, this.#environment.clock.now());
  }

  /** The listener stops: what was refused and not told yet is told now. */
  stop(): void {
    this.#warning.stop();
  }

  #decide(host: string, refusal: RefusalReason | undefined): boolean {
    if (refusal !== undefined) this.refuse(host, refusal);
    return refusal === undefined;
  }
}
