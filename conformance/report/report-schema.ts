import * as z from 'zod';
import { verdicts } from '../judge/verdict.ts';
import { dialects, handlerModes } from '../rules/axis.ts';
import { transports } from '../rules/transport.ts';
import { heldSchema, traceSchema } from './trace-schema.ts';

const address = z.object({ host: z.string(), port: z.int() });
const verdict = z.enum(verdicts);

const failure = z
  .object({
    rule: z.string(),
    expected: z.string(),
    actual: z.string(),
    scenario: z.string(),
    steps: z.array(z.string()),
    trace: traceSchema,
    replay: z.object({ transport: z.enum(transports), seed: z.int(), path: z.string() }),
    held: heldSchema.exactOptional(),
  })
  .describe('A broken rule, with the shortest scenario found that shows it.');

const rule = z.object({
  id: z.string(),
  level: z.enum(['MUST', 'SHOULD']),
  text: z.string(),
  source: z.string(),
  verdict,
  exercised: z.int().min(0).describe('How often the rule was put to the test.'),
  transports: z.record(
    z.string(),
    z.object({ verdict, exercised: z.int().min(0), failure: failure.exactOptional() }),
  ),
  known: z.string().describe('Why the rule is known to fail, where it is.').exactOptional(),
  failure: failure.exactOptional(),
});

/** What `exproto certify --json` writes. */
export const reportSchema = z.object({
  schema: z.literal(1),
  target: z.object({
    name: z.string(),
    listeners: z.record(z.string(), address),
    adapter: address,
    handler: z.object({ listen: address, service: z.string(), mode: z.enum(handlerModes) }),
    dialect: z.enum(dialects),
  }),
  command: z
    .string()
    .describe(
      'The command of the run, without transport, seed and path; missing where no command line can name the target.',
    )
    .exactOptional(),
  verdict: z.enum(['passed', 'failed', 'inconclusive']),
  mode: z.enum(['quick', 'full']),
  seed: z.int(),
  transports: z.array(z.enum(transports)),
  scenarios: z.int().min(0),
  durationMilliseconds: z.int().min(0),
  rules: z.array(rule),
});

type DeepReadonly<T> = { readonly [K in keyof T]: DeepReadonly<T[K]> };

/** The report for programs. */
export type Report = DeepReadonly<z.infer<typeof reportSchema>>;
export type RuleReport = Report['rules'][number];
export type FailureReport = NonNullable<RuleReport['failure']>;
