import { Histogram, type HistogramData } from './histogram.ts';

/** What is timed. */
export const timings = ['connect', 'login', 'latency', 'command', 'answer'] as const;
export type Timing = (typeof timings)[number];

/** What is counted. */
export const counters = [
  /** Connections that were tried, and that came about. */
  'attempts',
  'connected',
  /** Connections that ended without the device's doing. */
  'disconnected',
  /** Messages, by what came of them. */
  'sent',
  'received',
  'lost',
  'duplicated',
  'reordered',
  /** Bytes that the script could make nothing of. */
  'garbage',
  /** Messages that were due while their device had no connection. */
  'missed',
  /** Messages that the generator sent too late. */
  'late',
  /** Commands that were published for devices, and those that their devices did not get. */
  'commands',
  'commandsLost',
  'bytesSent',
  'bytesReceived',
] as const;
export type Counter = (typeof counters)[number];

/** Measurements as plain data, for files and other processes. */
export interface MeasurementsData {
  readonly timings: Readonly<Record<Timing, HistogramData>>;
  readonly counts: Readonly<Record<Counter, number>>;
  readonly errors: Readonly<Record<string, number>>;
}

/** More kinds of error than this are counted together. */
const mostKinds = 100;

/** What devices went through. Those of several workers add up exactly. */
export class Measurements {
  readonly timings: Readonly<Record<Timing, Histogram>> = eachTiming(() => new Histogram());
  readonly counts: Record<Counter, number> = zeroes();
  /** By kind, such as `connect ECONNREFUSED`. */
  readonly errors: Record<string, number> = {};

  count(counter: Counter, by = 1): void {
    this.counts[counter] += by;
  }

  /** @param milliseconds Also with a fraction. */
  time(timing: Timing, milliseconds: number): void {
    this.timings[timing].record(milliseconds * 1_000);
  }

  fail(kind: string, by = 1): void {
    const known = kind in this.errors || Object.keys(this.errors).length < mostKinds;
    const name = known ? kind : 'other';
    this.errors[name] = (this.errors[name] ?? 0) + by;
  }

  get errorCount(): number {
    return Object.values(this.errors).reduce((sum, count) => sum + count, 0);
  }

  merge(data: MeasurementsData): void {
    for (const timing of timings) this.timings[timing].merge(data.timings[timing]);
    for (const counter of counters) this.counts[counter] += data.counts[counter];
    for (const [kind, count] of Object.entries(data.errors)) this.fail(kind, count);
  }

  toData(): MeasurementsData {
    return {
      timings: eachTiming((timing) => this.timings[timing].toData()),
      counts: { ...this.counts },
      errors: { ...this.errors },
    };
  }
}

/** One value for each timing. */
export function eachTiming<Value>(of: (timing: Timing) => Value): Readonly<Record<Timing, Value>> {
  return Object.fromEntries(timings.map((timing) => [timing, of(timing)])) as Record<Timing, Value>;
}

function zeroes(): Record<Counter, number> {
  return Object.fromEntries(counters.map((counter) => [counter, 0])) as Record<Counter, number>;
}
