import * as z from 'zod';
import { findHandlerRule } from '../handler/rules/handler-catalogue.ts';
import { serviceChoices } from '../handler/subject/find-service.ts';
import { heldSchema, traceSchema } from '../report/trace-schema.ts';

const lines = z.array(z.string());
const address = z.object({ host: z.string(), port: z.int() });

const failureSchema = z.object({
  rule: z.string().transform((id, context) => {
    const rule = findHandlerRule(id);
    if (rule !== undefined) return rule.id;
    context.addIssue({ code: 'custom', message: `there is no rule ${id} in this version` });
    return z.NEVER;
  }),
  expected: z.string(),
  actual: z.string(),
  scenario: z.string(),
  steps: lines,
  trace: traceSchema,
  output: z.string(),
  replay: z.object({ seed: z.int(), path: z.string() }),
  held: heldSchema.exactOptional(),
});

/** What `exproto verify --bundle` writes. */
export const handlerBundleSchema = z.object({
  schema: z.literal(1),
  versions: z.object({ suite: z.string(), node: z.string() }),
  handler: z.object({
    name: z.string(),
    address,
    adapter: address,
    service: z.enum(serviceChoices),
    start: z.string().exactOptional(),
    profile: z.string().exactOptional(),
    samples: z.array(z.string().regex(/^(?:[0-9a-f]{2})+$/, 'these are no hexadecimal digits')),
    transports: z.array(z.enum(['tcp', 'udp'])).exactOptional(),
    deadline: z.int().min(1).exactOptional(),
    mode: z.enum(['quick', 'full']),
  }),
  failures: z.array(failureSchema).min(1, 'there is no failure in it'),
});
