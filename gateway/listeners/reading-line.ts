import type { Alarms, Sleeper } from '../clock/alarms.ts';
import type { Clock } from '../clock/clock.ts';
import type { Throughput } from '../limits/throughput.ts';

/** Someone who wants to read, and is told when it may. */
export interface Reader {
  /** It is this one's turn, and no longer in the line. */
  proceed(line: ReadingLine): void;
}

/**
 * Those who wait for a throughput, first come first served: of a listener, its connections; or a
 * connection alone. Without the line, whoever reads first would always be the first to read again.
 */
export class ReadingLine implements Sleeper {
  readonly #throughput: Throughput;
  readonly #clock: Clock;
  readonly #alarms: Alarms;
  readonly #readers = new Set<Reader>();
  #slot: number | undefined;

  constructor(throughput: Throughput, clock: Clock, alarms: Alarms) {
    this.#throughput = throughput;
    this.#clock = clock;
    this.#alarms = alarms;
  }

  /** Whether a newcomer may read now, without passing others that wait. */
  get open(): boolean {
    return this.#readers.size === 0 && this.#ready;
  }

  /** Pays for a read. */
  charge(bytes: number): void {
    this.#throughput.charge(bytes, this.#clock.now());
  }

  join(reader: Reader): void {
    this.#readers.add(reader);
    this.#setAlarm();
  }

  leave(reader: Reader): void {
    this.#readers.delete(reader);
    if (this.#readers.size > 0 || this.#slot === undefined) return;
    this.#alarms.clear(this, this.#slot);
    this.#slot = undefined;
  }

  wake(): void {
    this.#slot = undefined;
    for (const reader of this.#readers) {
      if (!this.#ready) break;
      this.#readers.delete(reader);
      reader.proceed(this);
    }
    this.#setAlarm();
  }

  get #ready(): boolean {
    const now = this.#clock.now();
    return this.#throughput.readyAt(now) <= now;
  }

  #setAlarm(): void {
    if (this.#slot !== undefined || this.#readers.size === 0) return;
    this.#slot = this.#alarms.set(this, this.#throughput.readyAt(this.#clock.now()));
  }
}
