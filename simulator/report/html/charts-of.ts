import { Histogram } from '../../measure/histogram.ts';
import type { Counter } from '../../measure/measurements.ts';
import type { TimelinePoint } from '../../measure/timeline.ts';
import type { Chart } from './chart.ts';

const percentiles = [50, 90, 99, 99.9];

/** What is drawn of the course of a run. */
export function chartsOf(timeline: readonly TimelinePoint[]): readonly Chart[] {
  const times = timeline.map(({ time }) => time / 1_000);
  const rate = (count: number, { duration }: TimelinePoint) => (count * 1_000) / Math.max(1, duration);
  const rateOf = (counter: Counter) => timeline.map((point) => rate(point.counts[counter], point));
  const latencies = timeline.map(({ latency }) => Histogram.of(latency));
  const descriptors = timeline.map(({ targetDescriptors }) => targetDescriptors);
  const memory = timeline.map(({ targetMemory }) =>
    targetMemory === undefined ? undefined : targetMemory / 2 ** 20,
  );
  return [
    {
      title: 'Connections',
      unit: 'devices',
      times,
      series: [{ name: 'online', values: timeline.map(({ online }) => online) }],
    },
    {
      title: 'Messages',
      unit: 'per second',
      times,
      series: (['sent', 'received'] as const).map((name) => ({ name, values: rateOf(name) })),
    },
    {
      title: 'Latency',
      unit: 'ms',
      times,
      series: percentiles.map((percent) => ({
        name: `p${percent}`,
        values: latencies.map((latency) =>
          latency.count === 0 ? undefined : latency.percentile(percent) / 1_000,
        ),
      })),
    },
    {
      title: 'Errors',
      unit: 'per second',
      times,
      series: [
        { name: 'errors', values: timeline.map((point) => rate(point.errors, point)) },
        ...(['lost', 'disconnected', 'late'] as const).map((name) => ({ name, values: rateOf(name) })),
      ],
    },
    ...(memory.every((bytes) => bytes === undefined)
      ? []
      : [
          {
            title: 'Memory of the target',
            unit: 'MB',
            times,
            series: [{ name: 'resident', values: memory }],
          },
        ]),
    ...(descriptors.every((open) => open === undefined)
      ? []
      : [
          {
            title: 'Descriptors of the target',
            unit: 'files and sockets',
            times,
            series: [{ name: 'open', values: descriptors }],
          },
        ]),
    {
      title: 'Event loop of the generator',
      unit: 'ms late',
      times,
      series: [{ name: 'p99', values: timeline.map(({ eventLoopDelay }) => eventLoopDelay) }],
    },
  ];
}
