import { readFileSync } from 'node:fs';
import { Measurements } from '../measure/measurements.ts';
import type { SimulationResult } from '../run/simulate.ts';
import { SimulatorError } from '../simulator-error.ts';
import { resultSchema } from './result-schema.ts';

/** What a file has that `exproto simulate --json` wrote, right or wrong; undefined where it is something else. */
export function findSimulation(path: string): unknown {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
  const isOne =
    typeof content === 'object' && content !== null && 'format' in content && 'measurements' in content;
  return isOne ? content : undefined;
}

/**
 * Takes what `exproto simulate --json` wrote.
 *
 * @throws {SimulatorError} `REPORT_INVALID`
 */
export function toResult(content: unknown, path: string): SimulationResult {
  const read = resultSchema.safeParse(content);
  if (!read.success) {
    const [issue] = read.error.issues;
    const where = issue?.path.join('.') || 'the file';
    const text = `${path} is no report of a simulation (${where}: ${issue?.message}): give a file that \`exproto simulate --json\` of this version wrote`;
    throw new SimulatorError('REPORT_INVALID', text, { path });
  }
  const { measurements: data, workers, format: _, timings: __, ...rest } = read.data;
  const measurements = new Measurements();
  measurements.merge(data);
  return {
    ...rest,
    measurements,
    workers: workers.map((worker) => ({ ...worker, descriptors: worker.descriptors })),
  };
}
