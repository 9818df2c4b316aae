import { basename } from 'node:path';
import {
  areShards,
  compareResults,
  mergeResults,
  renderResult,
  renderSimulationPage,
  resultRecord,
  SimulatorError,
  toResult,
} from '../simulator/index.ts';
import { exitCodes } from './exit-codes.ts';
import { writeReport } from './open-report.ts';

/**
 * Adds up parts of one simulation, or shows several side by side.
 *
 * @param json Where the whole is written to.
 * @param html Where a page is written to, about the whole or about each.
 * @throws {SimulatorError} `REPORT_INVALID`, `OPTION_INVALID` for a file that can not be written
 */
export function reportSimulations(
  files: readonly { readonly path: string; readonly content: unknown }[],
  { json, html }: { readonly json: string | undefined; readonly html: string | undefined },
): void {
  const results = files.map(({ path, content }) => toResult(content, path));
  const [first, ...others] = results;
  if (first !== undefined && areShards(results)) {
    const whole = mergeResults([first, ...others]);
    writeReport('--json', json, () => `${JSON.stringify(resultRecord(whole))}\n`);
    writeReport('--html', html, () => renderSimulationPage([{ name: 'Simulation', result: whole }]));
    process.stdout.write(renderResult(whole));
    process.exitCode = exitCodes[whole.verdict];
    return;
  }
  if (json !== undefined) {
    const text = `--json ${json}: these are no parts of one simulation: give what runs with one --seed, one --devices and each --shard wrote`;
    throw new SimulatorError('REPORT_INVALID', text, { path: json });
  }
  const named = results.map((result, index) => ({ name: basename(files[index]?.path ?? ''), result }));
  writeReport('--html', html, () => renderSimulationPage(named));
  process.stdout.write(compareResults(named));
}
