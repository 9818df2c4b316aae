import type { SimulationInterval } from '../run/simulate.ts';

/** A second of a run in a line for people. */
export function renderInterval({ time, duration, online, measurements }: SimulationInterval): string {
  const { counts, timings, errorCount } = measurements;
  const { latency } = timings;
  const percentile = (percent: number) => `${(latency.percentile(percent) / 1_000).toFixed(1)}`;
  const times = latency.count === 0 ? '' : `  p50 ${percentile(50)}  p99 ${percentile(99)} ms`;
  const errors = errorCount === 0 ? '' : `  errors ${errorCount}`;
  const lost = counts.lost === 0 ? '' : `  lost ${counts.lost}`;
  const late = counts.late === 0 ? '' : `  late ${counts.late}`;
  // What was sent last may yet be answered.
  const when =
    time > duration + 500 ? `${seconds(time)}, waiting for replies` : `${seconds(time)}/${seconds(duration)}`;
  return `${when}  online ${online}  sent ${counts.sent}  received ${counts.received}${times}${lost}${late}${errors}`;
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1_000)}s`;
}
