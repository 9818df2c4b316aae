import { accessSync, closeSync, constants, existsSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { invalidOption, type SimulatorError } from '../simulator/index.ts';

/**
 * Opens a report before there is anything to write into it.
 *
 * @throws {SimulatorError} `OPTION_INVALID`
 */
export function openReport(option: string, path: string): number;
export function openReport(option: string, path: string | undefined): number | undefined;
export function openReport(option: string, path: string | undefined): number | undefined {
  if (path === undefined) return undefined;
  try {
    return openSync(path, 'w');
  } catch (cause) {
    throw unwritable(option, path, cause);
  }
}

/**
 * Sees that a file can be written of which nobody knows yet whether it will be.
 *
 * @throws {SimulatorError} `OPTION_INVALID`
 */
export function checkReport(option: string, path: string | undefined): void {
  if (path === undefined) return;
  try {
    if (existsSync(path)) closeSync(openSync(path, 'r+'));
    else accessSync(dirname(path), constants.W_OK);
  } catch (cause) {
    throw unwritable(option, path, cause);
  }
}

/**
 * Writes a report at once.
 *
 * @throws {SimulatorError} `OPTION_INVALID`
 */
export function writeReport(option: string, path: string | undefined, text: () => string): void {
  const file = openReport(option, path);
  if (file !== undefined) writeFileSync(file, text());
}

function unwritable(option: string, path: string, cause: unknown): SimulatorError {
  return invalidOption(option, path, 'it can not be written: give a file in a folder that is there', cause);
}
