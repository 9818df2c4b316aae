/** A benchmark: its rows go into the table as they come, each beside the peer or the limit of the same run. */
export interface Benchmark {
  readonly name: string;
  readonly run: () => AsyncIterable<Row>;
}

/** One number of the table. */
export interface Row {
  readonly what: string;
  readonly value: string;
  /** What it is to be compared with, measured in the same run where that is possible. */
  readonly beside: string;
}

/** A number with thousands separated. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}
