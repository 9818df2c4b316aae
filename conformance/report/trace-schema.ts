import * as z from 'zod';
import { lanes } from '../judge/trace.ts';

const at = z.number().describe('Milliseconds from the beginning of the scenario.');
const lane = z.enum(lanes);

/** What happened in a scenario. */
export const traceSchema = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('step'), at, text: z.string() }),
    z.object({
      kind: z.literal('message'),
      at,
      from: lane,
      to: lane,
      text: z.string(),
      bytes: z
        .object({ size: z.int().min(0), hex: z.string().regex(/^(?:[0-9a-f]{2})*$/) })
        .describe('The first bytes in hex, and how many there were.')
        .exactOptional(),
      answer: z.literal(true).describe('It is the answer to an earlier one.').exactOptional(),
    }),
    z.object({ kind: z.literal('note'), at, text: z.string() }),
    z.object({ kind: z.literal('broken'), at, text: z.string() }),
    z.object({ kind: z.literal('omitted'), at, count: z.int().min(1) }),
  ]),
);

/** A replay in which the rule was not broken. */
export const heldSchema = z.object({ run: z.int().min(1), trace: traceSchema });
