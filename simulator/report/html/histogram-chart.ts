import { escapeHtml } from '../../../conformance/report/html/escape.ts';
import type { Histogram } from '../../measure/histogram.ts';
import { niceTicks } from './nice-ticks.ts';

const [width, height] = [640, 230];
const plot = { left: 62, right: 628, top: 16, bottom: 200 };
/** Columns for each tenfold of time. */
const columnsEach = 12;
const marked = [50, 90, 99, 99.9];

/** How often each latency was measured, as SVG: columns are evenly wide on a logarithmic axis. */
export function renderHistogram(title: string, histogram: Histogram): string {
  const columns = columnsOf(histogram);
  const ticks = niceTicks(Math.max(0, ...columns.map(({ count }) => count)));
  const y = (count: number) => plot.bottom - ((plot.bottom - plot.top) * count) / (ticks.at(-1) ?? 1);
  const [first, last] = [columns[0]?.exponent ?? 0, (columns.at(-1)?.exponent ?? 0) + 1];
  const x = (exponent: number) =>
    plot.left + ((plot.right - plot.left) * (exponent - first)) / Math.max(1, last - first);
  const exponentOf = (microseconds: number) =>
    Math.min(last, Math.max(first, Math.log10(Math.max(1, microseconds)) * columnsEach));
  const parts = [
    ...ticks.map(
      (tick) =>
        `<path class="grid" d="M${plot.left} ${round(y(tick))}H${plot.right}"/><text class="tick" x="${plot.left - 8}" y="${round(y(tick) + 4)}">${tick}</text>`,
    ),
    ...columns.map(({ exponent, count }) => {
      const text = `${milliseconds(exponent)} to ${milliseconds(exponent + 1)} ms: ${count}`;
      const top = round(y(count));
      return `<rect class="column" x="${round(x(exponent) + 0.5)}" y="${top}" width="${round(x(exponent + 1) - x(exponent) - 1)}" height="${round(plot.bottom - top)}"><title>${text}</title></rect>`;
    }),
    ...columns
      .filter((_, index) => index % Math.max(1, Math.ceil(columns.length / 8)) === 0)
      .map(
        ({ exponent }) =>
          `<text class="tick below" x="${round(x(exponent))}" y="${plot.bottom + 18}">${milliseconds(exponent)}</text>`,
      ),
    ...marked.map((percent, index) => {
      const at = round(x(exponentOf(histogram.percentile(percent))));
      const isRight = at > (plot.left + plot.right) / 2;
      return `<path class="mark" d="M${at} ${plot.top}V${plot.bottom}"/><text class="name mark" text-anchor="${isRight ? 'end' : 'start'}" x="${at + (isRight ? -3 : 3)}" y="${plot.top + 12 + index * 14}">p${percent}</text>`;
    }),
  ];
  return `<figure><figcaption>${escapeHtml(title)} <span>messages, by ms</span></figcaption><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">${parts.join('')}</svg></figure>`;
}

function columnsOf(histogram: Histogram): readonly { readonly exponent: number; readonly count: number }[] {
  const counts = new Map<number, number>();
  for (const { value, count } of histogram.buckets()) {
    const exponent = Math.floor(Math.log10(Math.max(1, value)) * columnsEach + 1e-9);
    counts.set(exponent, (counts.get(exponent) ?? 0) + count);
  }
  const exponents = [...counts.keys()];
  if (exponents.length === 0) return [];
  const [first, last] = [Math.min(...exponents), Math.max(...exponents)];
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    exponent: first + index,
    count: counts.get(first + index) ?? 0,
  }));
}

function milliseconds(exponent: number): string {
  return String(Number((10 ** (exponent / columnsEach) / 1_000).toPrecision(2)));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
