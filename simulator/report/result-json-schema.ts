import * as z from 'zod';
import { limitsSchema } from '../limits/limits-record.ts';
import { maximumSchema } from './maximum-record.ts';
import { resultSchema } from './result-schema.ts';

const published = {
  simulation: { schema: resultSchema, title: 'Report of a simulation by exproto-kit' },
  maximum: { schema: maximumSchema, title: 'Report of a search for the highest rate by exproto-kit' },
  limits: { schema: limitsSchema, title: 'Report of measured limits by exproto-kit' },
} as const;

/** What a report of the simulator may be about. */
export const simulationReportKinds = [
  'simulation',
  'maximum',
  'limits',
] as const satisfies readonly (keyof typeof published)[];

export type SimulationReportKind = (typeof simulationReportKinds)[number];

/** The JSON Schema of what `exproto simulate --json` writes, as it is published. */
export function renderSimulationSchema(kind: SimulationReportKind = 'simulation'): string {
  const { schema, title } = published[kind];
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', reused: 'ref' });
  return `${JSON.stringify({ $schema, title, ...rest }, undefined, 2)}\n`;
}
