import type { SimulationInterval } from '../run/simulate.ts';
import { renderInterval } from './render-interval.ts';

/** Shows how a run goes: one line that is rewritten on a terminal, a line each second elsewhere. */
export function createLiveView(output: NodeJS.WriteStream) {
  return {
    show: (interval: SimulationInterval): void => {
      const line = renderInterval(interval);
      if (!output.isTTY) return void output.write(`${line}\n`);
      const { time, duration } = interval;
      const done = Math.round(Math.min(1, time / Math.max(1, duration)) * 20);
      const bar = `${'#'.repeat(done)}${'.'.repeat(20 - done)} ${line}`;
      output.write(`\r\u001b[K${bar.slice(0, Math.max(20, output.columns - 1))}`);
    },
    clear: (): void => void (output.isTTY && output.write('\r\u001b[K')),
  };
}
