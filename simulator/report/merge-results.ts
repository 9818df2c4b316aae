import { Measurements } from '../measure/measurements.ts';
import { parseThreshold } from '../measure/thresholds.ts';
import { mergeTimelines } from '../measure/timeline.ts';
import { trendsOf } from '../measure/trends.ts';
import { judgeSoak } from '../run/judge-soak.ts';
import type { SimulationResult } from '../run/simulate.ts';
import { judge } from '../run/verdict.ts';

/** Whether results are parts of one run: the same devices from the same seed, each part once. */
export function areShards(results: readonly SimulationResult[]): boolean {
  const [first] = results;
  if (first === undefined || first.shard.count === 1) return false;
  const indexes = new Set(results.map(({ shard }) => shard.index));
  return (
    indexes.size === results.length &&
    results.every(
      ({ seed, devices, shard, target }) =>
        seed === first.seed &&
        devices === first.devices &&
        shard.count === first.shard.count &&
        target.transport === first.target.transport,
    )
  );
}

/** Adds up the parts of one run, and judges the whole by the thresholds of all. A part that is missing leaves it inconclusive. */
export function mergeResults(
  results: readonly [SimulationResult, ...(readonly SimulationResult[])],
): SimulationResult {
  const [first] = results;
  const measurements = new Measurements();
  for (const result of results) measurements.merge(result.measurements.toData());
  const workers = results.flatMap((result) => result.workers);
  const texts = [...new Set(results.flatMap(({ thresholds }) => thresholds.map(({ text }) => text)))];
  const { count } = first.shard;
  const missing = Array.from({ length: count }, (_, index) => index).filter(
    (index) => !results.some(({ shard }) => shard.index === index),
  );
  const names = missing.map((index) => `${index + 1}/${count}`).join(', ');
  const timeline = mergeTimelines(results.map((result) => result.timeline));
  const sendingTime = Math.max(...results.map((result) => result.sendingTime));
  const judged = judge(measurements, texts.map(parseThreshold), workers, first.lateAfter, sendingTime);
  const trends = trendsOf(timeline);
  const soak = results.some((result) => result.soak);
  const verdict =
    missing.length === 0
      ? soak
        ? judgeSoak(judged, trends, timeline)
        : judged
      : {
          ...judged,
          verdict: 'inconclusive' as const,
          reasons: [...judged.reasons, `parts are missing: give the reports of --shard ${names}, too`],
        };
  return {
    ...first,
    ...verdict,
    shard: { index: 0, count: 1 },
    duration: Math.max(...results.map(({ duration }) => duration)),
    sendingTime,
    stopped: results.some(({ stopped }) => stopped),
    measurements,
    timeline,
    soak,
    trends,
    workers,
  };
}
