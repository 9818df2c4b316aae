import { escapeHtml } from '../../../conformance/report/html/escape.ts';
import { niceTicks } from './nice-ticks.ts';

/** A line of a chart; it has a gap where there is no value. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
}

/** Lines over time, in one unit. */
export interface Chart {
  readonly title: string;
  readonly unit: string;
  /** Of each value, in seconds from the beginning of the run. */
  readonly times: readonly number[];
  readonly series: readonly Series[];
}

const [width, height] = [640, 230];
const plot = { left: 62, right: 628, top: 34, bottom: 200 };

/** A chart as SVG. Each moment has its numbers as a tooltip, so that no script is needed. */
export function renderChart({ title, unit, times, series }: Chart): string {
  const lastTime = Math.max(1, ...times);
  const values = series.flatMap((each) => each.values.filter((value) => value !== undefined));
  const ticks = niceTicks(Math.max(0, ...values));
  const x = (time: number) => plot.left + ((plot.right - plot.left) * time) / lastTime;
  const y = (value: number) => plot.bottom - ((plot.bottom - plot.top) * value) / (ticks.at(-1) ?? 1);
  const lines = series.map(
    ({ values: points }, index) => `<path class="line s${index}" d="${pathOf(points, times, x, y)}"/>`,
  );
  return `<figure><figcaption>${escapeHtml(title)} <span>${escapeHtml(unit)}</span></figcaption>${[
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">`,
    ...ticks.map((tick) => gridLine(y(tick), String(tick))),
    ...niceTicks(lastTime)
      .filter((tick) => tick <= lastTime)
      .map(
        (tick) => `<text class="tick below" x="${round(x(tick))}" y="${plot.bottom + 18}">${tick} s</text>`,
      ),
    ...series.map(({ name }, index) => legend(name, index, series.length)),
    ...lines,
    ...times.map((time, index) => moment({ times, index, x }, numbersAt(time, index, series, unit))),
    '</svg></figure>',
  ].join('')}`;
}

function pathOf(
  values: Series['values'],
  times: readonly number[],
  x: (time: number) => number,
  y: (value: number) => number,
): string {
  return values
    .map((value, index) => {
      if (value === undefined) return '';
      const before = values[index - 1];
      return `${before === undefined ? 'M' : 'L'}${round(x(times[index] ?? 0))} ${round(y(value))}`;
    })
    .join('');
}

function gridLine(y: number, text: string): string {
  const at = round(y);
  return `<path class="grid" d="M${plot.left} ${at}H${plot.right}"/><text class="tick" x="${plot.left - 8}" y="${at + 4}">${text}</text>`;
}

function legend(name: string, index: number, count: number): string {
  const step = (plot.right - plot.left) / Math.max(4, count);
  const left = round(plot.left + index * step);
  return `<path class="line s${index}" d="M${left} 14h16"/><text class="name" x="${left + 22}" y="18">${escapeHtml(name)}</text>`;
}

function numbersAt(time: number, index: number, series: readonly Series[], unit: string): string {
  const numbers = series.map(({ name, values }) => {
    const value = values[index];
    return `${name}: ${value === undefined ? 'none' : `${round(value)} ${unit}`}`;
  });
  return [`${Math.round(time)} s`, ...numbers].join('\n');
}

/** A column over the whole height, from halfway to the moment before until halfway to the next. */
function moment(
  { times, index, x }: { times: readonly number[]; index: number; x: (time: number) => number },
  text: string,
): string {
  const own = x(times[index] ?? 0);
  const left = (x(times[index - 1] ?? 0) + own) / 2;
  const right = index === times.length - 1 ? plot.right : (own + x(times[index + 1] ?? 0)) / 2;
  return `<rect class="moment" x="${round(left)}" y="${plot.top}" width="${round(Math.max(1, right - left))}" height="${plot.bottom - plot.top}"><title>${escapeHtml(text)}</title></rect>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
