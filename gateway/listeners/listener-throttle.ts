import type { Socket } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import type { CommonListenerConfiguration } from '../config/configuration.ts';
import type { ListenerLimits, ThroughputLimits } from '../limits/listener-limits.ts';
import { Throughput } from '../limits/throughput.ts';
import type { ListenerEnvironment } from './listener.ts';
import { ReadingLine } from './reading-line.ts';
import { ThrottledReading } from './throttled-reading.ts';

/** How the devices of one listener are read: each by its own limits, and all by those that they share. */
export class ListenerThrottle {
  readonly #environment: ListenerEnvironment;
  readonly #readings = new Set<ThrottledReading>();
  #limits: Pick<ListenerLimits, 'perConnection' | 'perListener'>;
  #shared: readonly ReadingLine[];

  constructor({ limits }: CommonListenerConfiguration, environment: ListenerEnvironment) {
    this.#environment = environment;
    this.#limits = limits;
    this.#shared = linesFor(limits.perListener, environment);
  }

  /** Begins to read a device. */
  read(socket: Socket): ThrottledReading {
    const reading = new ThrottledReading(socket, this.#lines());
    this.#readings.add(reading);
    socket.once('close', () => this.#readings.delete(reading));
    return reading;
  }

  /** Takes over other limits, for the devices that are there, too. */
  reload({ limits: { perConnection, perListener } }: CommonListenerConfiguration): void {
    const { perConnection: own, perListener: shared } = this.#limits;
    // Those that are as they were must not forgive what was read above them.
    if (isDeepStrictEqual([perConnection, perListener], [own, shared])) return;
    this.#limits = { perConnection, perListener };
    this.#shared = linesFor(perListener, this.#environment);
    for (const reading of this.#readings) reading.change(this.#lines());
  }

  #lines(): ReadingLine[] {
    return [...linesFor(this.#limits.perConnection, this.#environment), ...this.#shared];
  }
}

function linesFor(limits: ThroughputLimits, { clock, alarms }: ListenerEnvironment): ReadingLine[] {
  if (limits.bytesRate === undefined && limits.messagesRate === undefined) return [];
  return [new ReadingLine(new Throughput(limits, clock.now()), clock, alarms)];
}
