import type { CommonListenerConfiguration, ListenerConfiguration } from '../config/configuration.ts';
import { DatagramThrottle, DatagramThroughput } from '../limits/datagram-throttle.ts';
import { DropCounters, type DropCounts, type DropReason } from '../limits/dropped-datagrams.ts';
import type { ListenerEnvironment } from './listener.ts';
import { PeriodicWarning } from './periodic-warning.ts';

/** What a listener takes of the datagrams of those that it has let in; it counts and tells what it drops. */
export class DatagramIntake {
  readonly #environment: ListenerEnvironment;
  readonly #throughput: DatagramThroughput;
  readonly #counters = new DropCounters();
  readonly #warning: PeriodicWarning<DropReason>;

  constructor({ name, transport, limits }: ListenerConfiguration, environment: ListenerEnvironment) {
    this.#environment = environment;
    this.#throughput = new DatagramThroughput(limits, environment.clock.now());
    this.#warning = new PeriodicWarning(
      `${transport}.${name}`,
      { noun: 'datagram', verb: 'dropped' },
      environment,
    );
  }

  get dropped(): DropCounts {
    return this.#counters.counts;
  }

  /** The throughput of a new peer. */
  open(): DatagramThrottle {
    return new DatagramThrottle(this.#throughput, this.#environment.clock.now());
  }

  /** Pays for a datagram of a peer; false where it is above a limit, and dropped. */
  take(peer: DatagramThrottle, bytes: number): boolean {
    const reason = peer.take(bytes, this.#environment.clock.now());
    if (reason !== undefined) this.drop(reason);
    return reason === undefined;
  }

  /** Counts and tells of a datagram that is dropped. */
  drop(reason: DropReason): void {
    this.#counters.count(reason);
    this.#warning.add(reason);
  }

  /** Takes over other limits of throughput. */
  reload({ limits }: CommonListenerConfiguration): void {
    this.#throughput.change(limits, this.#environment.clock.now());
  }

  /** The listener stops: what was dropped and not told yet is told now. */
  stop(): void {
    this.#warning.stop();
  }
}
