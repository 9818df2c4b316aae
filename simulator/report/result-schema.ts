import * as z from 'zod';
import { counters, timings } from '../measure/measurements.ts';

const number = z.number();
const histogram = z.object({ counts: z.array(number), min: number, max: number, sum: number });

/** What `exproto simulate --json` writes, as far as it is read again. */
export const resultSchema = z.object({
  format: z.literal(1),
  verdict: z.enum(['passed', 'failed', 'inconclusive']),
  reasons: z.array(z.string()),
  thresholds: z.array(z.object({ text: z.string(), met: z.boolean(), actual: z.string() })),
  target: z.object({ transport: z.enum(['tcp', 'tls', 'udp', 'dtls']), host: z.string(), port: number }),
  seed: number,
  devices: number,
  shard: z.object({ index: z.int().min(0), count: z.int().min(1) }),
  duration: number,
  lateAfter: number,
  stopped: z.boolean(),
  measurements: z.object({
    timings: z.object(Object.fromEntries(timings.map((name) => [name, histogram])) as Timings),
    counts: z.object(Object.fromEntries(counters.map((name) => [name, number])) as Counts),
    errors: z.record(z.string(), number),
  }),
  workers: z.array(
    z.object({
      eventLoopDelay: number,
      cpu: number,
      descriptors: number.optional().transform((value) => value),
      residentSize: number,
    }),
  ),
});

type Timings = Record<(typeof timings)[number], typeof histogram>;
type Counts = Record<(typeof counters)[number], typeof number>;
