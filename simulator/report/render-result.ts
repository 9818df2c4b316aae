import { writtenTrend } from '../measure/written-trend.ts';
import type { SimulationResult } from '../run/simulate.ts';
import { summarizeTimings } from './summary.ts';

/** What came of a simulation, in lines for people. */
export function renderResult(result: SimulationResult): string {
  const { target, devices, seed, shard, duration, measurements, thresholds, verdict, reasons } = result;
  const { stopped, workers, trends, sendingTime } = result;
  const { counts, errors } = measurements;
  const timings = Object.entries(summarizeTimings(measurements)).filter(([, { count }]) => count > 0);
  const rate = (counts.sent / Math.max(1, sendingTime)) * 1_000;
  const lines = [
    `${devices} devices on ${target.transport}, ${(duration / 1_000).toFixed(1)} s, seed ${seed}${shard.count === 1 ? '' : `, part ${shard.index + 1} of ${shard.count}`}${stopped ? ', stopped before the end' : ''}`,
    `connections  ${counts.connected} of ${counts.attempts} attempts, ${counts.disconnected} cut off`,
    `messages     ${counts.sent} sent (${rate.toFixed(0)}/s), ${counts.received} received, ${counts.lost} lost, ${counts.duplicated} duplicated, ${counts.reordered} reordered, ${counts.missed} missed while offline, ${counts.late} late`,
    ...(counts.commands === 0
      ? []
      : [`commands     ${counts.commands} published, ${counts.commandsLost} lost`]),
    ...timings.map(
      ([name, { p50, p90, p99, p999, max }]) =>
        `${name.padEnd(12)} p50 ${p50}  p90 ${p90}  p99 ${p99}  p99.9 ${p999}  max ${max} ms`,
    ),
    ...Object.entries(errors).map(([kind, count]) => `error        ${kind}: ${count}`),
    ...workers.map(
      ({ cpu, eventLoopDelay, residentSize }, index) =>
        `generator ${index + 1}  ${Math.round(cpu * 100)}% of a core, event loop ${eventLoopDelay.toFixed(1)} ms late, ${Math.round(residentSize / 2 ** 20)} MB`,
    ),
    ...trends.map((trend) => `${trend.grows ? 'GROWS ' : 'trend '}       ${writtenTrend(trend)}`),
    ...thresholds.map(({ text, met, actual }) => `${met ? 'met   ' : 'MISSED'}       ${text}: ${actual}`),
    `${verdict.toUpperCase()}${reasons.map((reason) => `\n  ${reason}`).join('')}`,
    ...(verdict !== 'failed' ? [] : [`the same load again: add --seed ${seed}`]),
  ];
  return `${lines.join('\n')}\n`;
}
