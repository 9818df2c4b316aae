import * as z from 'zod';
import type { Maximum } from '../run/find-maximum.ts';
import { thresholdSchema, verdictSchema } from './result-schema.ts';

const rate = z.number().describe('Messages a second of each device.');

/** What `exproto simulate --find-max --json` writes. */
export const maximumSchema = z.object({
  format: z.literal(1),
  verdict: verdictSchema,
  reason: z.string(),
  rate: rate.optional().describe('The highest that held, of each device; missing where none did.'),
  devices: z.int(),
  seed: z.int(),
  steps: z.array(
    z.object({
      rate,
      outcome: z
        .enum(['held', 'missed', 'generator'])
        .describe('generator: what makes the load was too slow to tell.'),
      thresholds: z.array(thresholdSchema),
      sent: z.number().describe('Messages a second of all devices.'),
    }),
  ),
});

/** What came of a search for the highest rate, as the JSON report has it. */
export function maximumRecord({ rate, ...maximum }: Maximum): z.input<typeof maximumSchema> {
  const steps = maximum.steps.map((step) => ({ ...step, thresholds: [...step.thresholds] }));
  return { format: 1, ...maximum, ...(rate === undefined ? {} : { rate }), steps };
}
