import { timings } from '../measure/measurements.ts';
import type { SimulationResult } from '../run/simulate.ts';
import { summarizeTimings } from './summary.ts';

/** Runs side by side, a line for each number. */
export function compareResults(
  results: readonly { readonly name: string; readonly result: SimulationResult }[],
): string {
  // What no run has measured is no line.
  const measured = timings.filter((timing) =>
    results.some(({ result }) => result.measurements.timings[timing].count > 0),
  );
  const rows: (readonly string[])[] = [
    ['', ...results.map(({ name }) => name)],
    rowOf('verdict', results, ({ verdict }) => verdict),
    rowOf('devices', results, ({ devices, target }) => `${devices} ${target.transport}`),
    rowOf('seconds', results, ({ duration }) => (duration / 1_000).toFixed(1)),
    ...(['connected', 'sent', 'received', 'lost', 'disconnected', 'missed', 'late'] as const).map((counter) =>
      rowOf(counter, results, ({ measurements }) => String(measurements.counts[counter])),
    ),
    rowOf('errors', results, ({ measurements }) => String(measurements.errorCount)),
    ...measured.flatMap((timing) =>
      (['p50', 'p99', 'max'] as const).map((part) =>
        rowOf(`${timing}.${part}`, results, ({ measurements }) => {
          const summary = summarizeTimings(measurements)[timing];
          return summary.count === 0 ? '-' : `${summary[part]} ms`;
        }),
      ),
    ),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function rowOf(
  title: string,
  results: readonly { readonly result: SimulationResult }[],
  read: (result: SimulationResult) => string,
): readonly string[] {
  return [title, ...results.map(({ result }) => read(result))];
}
