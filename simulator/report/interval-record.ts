import type { SimulationInterval } from '../run/simulate.ts';
import { knownState } from '../watch/target-state.ts';
import { summarizeTimings } from './summary.ts';

/** A second of a run as one line of NDJSON is to hold it. The histogram of the latency is whole, so that lines can be merged. */
export function intervalRecord(interval: SimulationInterval) {
  const { time, online, measurements, eventLoopDelay } = interval;
  return {
    time: Math.round(time),
    online,
    counts: measurements.counts,
    errors: measurements.errors,
    timings: summarizeTimings(measurements),
    latencyHistogram: measurements.timings.latency.toData(),
    eventLoopDelay: Math.round(eventLoopDelay * 1_000) / 1_000,
    ...knownState(interval),
  };
}
