import { SimulatorError } from './simulator-error.ts';

/** An option whose value can't be used, with what to do about it. */
export function invalidOption(
  option: string,
  value: string,
  remedy: string,
  cause?: unknown,
): SimulatorError {
  return new SimulatorError('OPTION_INVALID', `${option} ${value}: ${remedy}`, { option, value }, cause);
}
