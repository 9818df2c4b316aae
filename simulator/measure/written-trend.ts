import type { Trend } from './trends.ts';

const words = {
  memory: 'memory of the target',
  descriptors: 'descriptors of the target',
  'latency.p50': 'latency at p50',
  'latency.p99': 'latency at p99',
} as const;

/** A trend in words: `memory of the target 1.2 MB/h (0.4 to 2.1)`. */
export function writtenTrend({ name, unit, slope, low, high }: Trend): string {
  const divisor = unit === 'bytes' ? 2 ** 20 : 1;
  const short = { bytes: 'MB/h', count: '/h', milliseconds: 'ms/h' }[unit];
  const number = (value: number) => String(Number((value / divisor).toPrecision(3)));
  return `${words[name]} ${number(slope)} ${short} (${number(low)} to ${number(high)})`;
}
