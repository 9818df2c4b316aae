import * as z from 'zod';
import { targetSchema, verdictSchema } from '../report/result-schema.ts';
import { limitVerdicts } from './compare.ts';
import { limitNames } from './limit-names.ts';
import type { LimitsResult } from './measure-limits.ts';

const value = z
  .union([z.number(), z.enum(['allowed', 'denied'])])
  .describe(
    'Of access rules a word; else in the unit of the limit, bytes or counts, per second where it is a rate.',
  );

/** What `exproto simulate limits --json` writes. */
export const limitsSchema = z.object({
  format: z.literal(1),
  verdict: verdictSchema,
  target: targetSchema,
  echoes: z.boolean().describe('Whether the handler sends back what devices send.'),
  tolerance: z.number().describe('The part by which a rate may differ.'),
  duration: z.number().min(0).describe('Milliseconds.'),
  findings: z.array(
    z.object({
      limit: z.enum(limitNames),
      source: z.string().optional().describe('The address that was tried, for access rules.'),
      declared: value.optional(),
      measured: value.optional(),
      atLeast: z.boolean().optional().describe('No limit was met up to what was measured.'),
      verdict: z.enum(limitVerdicts),
      reason: z.string().optional().describe('By how much it differs, or why it could not be told.'),
    }),
  ),
});

/** What came of measuring limits, as the JSON report has it. */
export function limitsRecord(result: LimitsResult): z.input<typeof limitsSchema> {
  return { format: 1, ...result, duration: Math.round(result.duration), findings: [...result.findings] };
}
