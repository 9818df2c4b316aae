/** A histogram as plain data: index of a bucket and its count, in turns. For files and other processes. */
export interface HistogramData {
  readonly counts: readonly number[];
  /** Of all values, exactly. */
  readonly min: number;
  readonly max: number;
  readonly sum: number;
}

/** Buckets for each doubling; half of it bounds the relative error: 1 in 1,024. */
const steps = 2_048;
const half = steps / 2;
/** About 24 hours in microseconds. */
const largest = 2 ** 37 - 1;

/**
 * Counts values with three significant digits in bounded memory, as HdrHistogram does. Values are microseconds: whole numbers
 * from 0; those above a day count as a day. What several have counted adds up to exactly what one would have counted.
 */
export class Histogram {
  #counts = new Uint32Array(0);
  /** The first bucket that is not empty, and the one behind the last: an interval's histogram is walked through while devices wait. */
  #lowest = Number.POSITIVE_INFINITY;
  #end = 0;
  #total = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;
  #sum = 0;

  /** What several have counted. */
  static of(...parts: readonly HistogramData[]): Histogram {
    const whole = new Histogram();
    for (const part of parts) whole.merge(part);
    return whole;
  }

  get count(): number {
    return this.#total;
  }

  get min(): number {
    return this.#total === 0 ? 0 : this.#min;
  }

  get max(): number {
    return this.#max;
  }

  get mean(): number {
    return this.#total === 0 ? 0 : this.#sum / this.#total;
  }

  record(microseconds: number): void {
    const value = Math.min(largest, Math.max(0, Math.round(microseconds)));
    this.#add(indexOf(value), 1);
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    this.#sum += value;
  }

  /** The least value that so many percent of all are not above, to three digits; 0 where there is none. */
  percentile(percent: number): number {
    const wanted = Math.max(1, Math.ceil((percent / 100) * this.#total - 1e-9));
    let seen = 0;
    for (let index = this.#lowest; index < this.#end; index++) {
      seen += this.#counts[index] ?? 0;
      if (seen >= wanted) return Math.min(this.#max, highestOf(index));
    }
    return 0;
  }

  /** What was counted: the highest value of each bucket that is not empty, in microseconds, and its count. */
  *buckets(): Generator<{ readonly value: number; readonly count: number }> {
    for (let index = this.#lowest; index < this.#end; index++) {
      const count = this.#counts[index] ?? 0;
      if (count > 0) yield { value: Math.min(this.#max, highestOf(index)), count };
    }
  }

  merge({ counts, min, max, sum }: HistogramData): void {
    for (let at = 0; at < counts.length; at += 2) this.#add(counts[at] ?? 0, counts[at + 1] ?? 0);
    this.#min = Math.min(this.#min, counts.length === 0 ? Number.POSITIVE_INFINITY : min);
    this.#max = Math.max(this.#max, max);
    this.#sum += sum;
  }

  toData(): HistogramData {
    const counts: number[] = [];
    for (let index = this.#lowest; index < this.#end; index++) {
      const count = this.#counts[index] ?? 0;
      if (count > 0) counts.push(index, count);
    }
    return { counts, min: this.min, max: this.#max, sum: this.#sum };
  }

  #add(index: number, count: number): void {
    if (index >= this.#counts.length) {
      const longer = new Uint32Array(Math.ceil((index + 1) / half) * half);
      longer.set(this.#counts);
      this.#counts = longer;
    }
    this.#counts[index] = (this.#counts[index] ?? 0) + count;
    if (index < this.#lowest) this.#lowest = index;
    if (index >= this.#end) this.#end = index + 1;
    this.#total += count;
  }
}

function indexOf(value: number): number {
  if (value < steps) return value;
  const shift = Math.floor(Math.log2(value)) - 10;
  return shift * half + Math.floor(value / 2 ** shift);
}

/** The highest value that is counted in a bucket. */
function highestOf(index: number): number {
  if (index < steps) return index;
  const shift = Math.floor(index / half) - 1;
  return (index - shift * half + 1) * 2 ** shift - 1;
}
