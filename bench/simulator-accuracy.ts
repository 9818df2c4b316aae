import { defaultBackOff, Histogram, type HistogramData, simulate } from '../simulator/index.ts';
import type { Benchmark, Row } from './benchmark.ts';
import { forkServer } from './forked-server.ts';

/** Delays that a target makes, in milliseconds. */
const delays: readonly (readonly [shortest: number, longest: number])[] = [
  [5, 5],
  [20, 60],
  [200, 200],
];
const second = 1_000;

/**
 * How far the latency that the simulator reports is from the delay that its target made; and how far that of a bare stopwatch is,
 * which asks the same target at the same time: that much is the machine's.
 */
export const simulatorAccuracy: Benchmark = {
  name: 'simulator accuracy',
  async *run() {
    for (const [shortest, longest] of delays) yield await measure(shortest, longest);
  },
};

async function measure(shortest: number, longest: number): Promise<Row> {
  const server = await forkServer<HistogramData>('./delaying-server.js', [String(shortest), String(longest)]);
  // One after the other on each socket: a delay may not let the next frame overtake.
  const period = String(Math.max(second / 4, 2 * longest));
  const stopwatch = await forkServer<HistogramData>('./bare-stopwatch.js', [
    String(server.port),
    '50',
    period,
  ]);
  try {
    const { measurements, verdict } = await simulate({
      target: { transport: 'tcp', host: '127.0.0.1', port: server.port },
      workers: 1,
      load: {
        devices: 50,
        ramp: second,
        phases: [{ duration: 60 * second, from: 4, to: 4 }],
        distribution: 'poisson',
        seed: 1,
        backOff: defaultBackOff,
        connectTimeout: 5 * second,
        replyTimeout: 5 * second,
        lateAfter: 50,
        knobs: {},
      },
    });
    const made = Histogram.of(await server.ask());
    const bare = Histogram.of(await stopwatch.ask());
    const reported = measurements.timings.latency;
    const difference = (of: Histogram, percent: number) =>
      ((of.percentile(percent) - made.percentile(percent)) / second).toFixed(2);
    const milliseconds = (microseconds: number) => (microseconds / second).toFixed(2);
    return {
      what: `latency above ${shortest === longest ? shortest : `${shortest} to ${longest}`} ms, p99`,
      value: `${difference(reported, 99)} ms`,
      beside: `at p50 ${difference(reported, 50)}, p90 ${difference(reported, 90)} ms; a bare stopwatch: ${difference(bare, 99)}, ${difference(bare, 50)} and ${difference(bare, 90)} ms; the target's p99 was ${milliseconds(made.percentile(99))}; ${reported.count} messages; ${verdict}; goal: within 1 ms`,
    };
  } finally {
    stopwatch.stop();
    server.stop();
  }
}
