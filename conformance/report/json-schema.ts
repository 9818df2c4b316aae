import * as z from 'zod';
import { reportSchema } from './report-schema.ts';

/** The JSON Schema of the report for programs, as it is published. */
export function renderJsonSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(reportSchema, { io: 'input' });
  const title = 'Report of a certification by exproto-kit';
  return `${JSON.stringify({ $schema, title, ...rest }, undefined, 2)}\n`;
}
