import * as z from 'zod';
import { handlerReportSchema } from '../handler/report/handler-report-schema.ts';
import { reportSchema } from './report-schema.ts';

const published = {
  gateway: { schema: reportSchema, title: 'Report of a certification by exproto-kit' },
  handler: { schema: handlerReportSchema, title: 'Report of a verification by exproto-kit' },
} as const;

/** What a report may be about. */
export const reportKinds = ['gateway', 'handler'] as const satisfies readonly (keyof typeof published)[];

export type ReportKind = (typeof reportKinds)[number];

/** The JSON Schema of the report for programs, as it is published. */
export function renderJsonSchema(kind: ReportKind = 'gateway'): string {
  const { schema, title } = published[kind];
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return `${JSON.stringify({ $schema, title, ...rest }, undefined, 2)}\n`;
}
