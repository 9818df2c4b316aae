import { openSync } from 'node:fs';
import { invalidOption } from '../simulator/index.ts';

/**
 * Opens a report before there is anything to write into it.
 *
 * @throws {SimulatorError} `OPTION_INVALID`
 */
export function openReport(option: string, path: string | undefined): number | undefined {
  if (path === undefined) return undefined;
  try {
    return openSync(path, 'w');
  } catch (cause) {
    throw invalidOption(option, path, 'it can not be written: give a file in a folder that is there', cause);
  }
}
