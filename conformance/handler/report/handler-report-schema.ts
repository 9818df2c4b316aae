import * as z from 'zod';
import { verdicts } from '../../judge/verdict.ts';
import { heldSchema, traceSchema } from '../../report/trace-schema.ts';
import { serviceChoices } from '../subject/find-service.ts';

const failure = z
  .object({
    rule: z.string(),
    expected: z.string(),
    actual: z.string(),
    scenario: z.string().describe('The kind of conversation.'),
    steps: z.array(z.string()),
    trace: traceSchema,
    output: z.string().describe('What the handler printed last, where the run started it.'),
    replay: z.object({ seed: z.int(), path: z.string() }),
    held: heldSchema.exactOptional(),
  })
  .describe('A broken rule, with the shortest conversation found that shows it.');

const rule = z.object({
  id: z.string(),
  level: z.enum(['MUST', 'SHOULD']),
  text: z.string(),
  source: z.string(),
  verdict: z.enum(verdicts),
  exercised: z.int().min(0).describe('How often the rule was put to the test.'),
  known: z.string().describe('Why the rule is known to fail, where it is.').exactOptional(),
  failure: failure.exactOptional(),
});

/** What `exproto verify --json` writes. */
export const handlerReportSchema = z.object({
  schema: z.literal(1),
  handler: z.object({
    name: z.string(),
    service: z.enum(serviceChoices),
    adapter: z.string().describe('host:port, where the handler reached the adapter.'),
  }),
  command: z
    .string()
    .describe(
      'The command of the run, without seed and path; missing for a handler that no command line can name.',
    )
    .exactOptional(),
  verdict: z.enum(['passed', 'failed', 'inconclusive']),
  mode: z.enum(['quick', 'full']),
  seed: z.int(),
  scenarios: z.int().min(0).describe('How many conversations were played.'),
  durationMilliseconds: z.int().min(0),
  methods: z.array(z.string()).describe('The methods of the adapter that the handler called.'),
  ended: z.string().describe('Why the run ended before its end, where it did.').exactOptional(),
  rules: z.array(rule),
});

type DeepReadonly<T> = { readonly [K in keyof T]: DeepReadonly<T[K]> };

/** The report of a verification for programs. */
export type HandlerReport = DeepReadonly<z.infer<typeof handlerReportSchema>>;
