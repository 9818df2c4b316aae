import * as z from 'zod';
import { resultSchema } from './result-schema.ts';

/** The JSON Schema of what `exproto simulate --json` writes, as it is published. */
export function renderSimulationSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(resultSchema, { io: 'input', reused: 'ref' });
  return `${JSON.stringify({ $schema, title: 'Report of a simulation by exproto-kit', ...rest }, undefined, 2)}\n`;
}
