import type { SimulationResult } from '../run/simulate.ts';
import { summarizeTimings } from './summary.ts';

/** What came of a simulation, as the JSON report has it. Times are milliseconds, histograms count microseconds. */
export function resultRecord(result: SimulationResult) {
  const { verdict, reasons, thresholds, target, seed, devices, shard, duration } = result;
  const { sendingTime, lateAfter, stopped, measurements, timeline, workers, soak, trends } = result;
  return {
    format: 1,
    verdict,
    reasons,
    thresholds,
    target,
    seed,
    devices,
    shard,
    duration: Math.round(duration),
    sendingTime: Math.round(sendingTime),
    lateAfter,
    stopped,
    timings: summarizeTimings(measurements),
    measurements: measurements.toData(),
    soak,
    trends,
    timeline: timeline.map((point) => ({
      ...point,
      time: Math.round(point.time),
      duration: Math.round(point.duration),
    })),
    workers,
  };
}
