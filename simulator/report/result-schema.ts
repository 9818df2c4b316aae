import * as z from 'zod';
import { transports } from '../clients/device-socket.ts';
import { counters, timings } from '../measure/measurements.ts';
import { trendNames } from '../measure/trends.ts';

const number = z.number();
const count = z.int().min(0);
const milliseconds = number.min(0).describe('Milliseconds.');

const histogram = z
  .object({
    counts: z.array(count).describe('Index of a bucket and its count, in turns.'),
    min: number,
    max: number,
    sum: number,
  })
  .describe(
    'Values are microseconds. Of 2,048 buckets each counts its own value; from there on 1,024 share each doubling.',
  );

const summary = z
  .object({
    count,
    min: number,
    mean: number,
    p50: number,
    p90: number,
    p99: number,
    p999: number,
    max: number,
  })
  .describe('Milliseconds, except the count.');

/** One value for each name, as an object with these keys. */
function each<Name extends string, Schema extends z.ZodType>(names: readonly Name[], schema: Schema) {
  return z.object(Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>);
}

const counts = each(counters, count);

const point = z.object({
  time: milliseconds.describe('Milliseconds from the beginning to the end of this stretch.'),
  duration: milliseconds,
  online: count.describe('Devices that were connected at its end.'),
  eventLoopDelay: milliseconds.describe("How late the generator's event loop was at p99, in milliseconds."),
  counts,
  errors: count,
  latency: histogram,
  targetMemory: count.describe('Bytes that the target held at its end, where that is known.').exactOptional(),
  targetDescriptors: count.describe('Files and sockets that it had open.').exactOptional(),
});

export const measurementsSchema = z.object({
  timings: each(timings, histogram),
  counts,
  errors: z.record(z.string(), count).describe('By kind, such as connect ECONNREFUSED.'),
});

export const verdictSchema = z.enum(['passed', 'failed', 'inconclusive']);
export const thresholdSchema = z.object({ text: z.string(), met: z.boolean(), actual: z.string() });
export const targetSchema = z.object({
  transport: z.enum(transports),
  host: z.string(),
  port: count,
});

/** What `exproto simulate --json` writes. */
export const resultSchema = z.object({
  format: z.literal(1),
  verdict: verdictSchema,
  reasons: z.array(z.string()).describe('Why it is not passed, a sentence each.'),
  thresholds: z.array(thresholdSchema),
  target: targetSchema,
  seed: count,
  devices: count.describe('Of all parts together.'),
  shard: z
    .object({ index: count, count: z.int().min(1) })
    .describe('The part of the devices that ran, from 0; of a whole run it is 0 of 1.'),
  duration: milliseconds,
  sendingTime: milliseconds.describe('From the beginning, in which devices were to send.'),
  lateAfter: milliseconds.describe('Lateness of the generator that is no fault, in milliseconds.'),
  stopped: z.boolean().describe('It was ended before its time.'),
  timings: each(timings, summary),
  measurements: measurementsSchema,
  soak: z.boolean().describe('Whether something that grows is a failure.'),
  trends: z
    .array(
      z.object({
        name: z.enum(trendNames),
        unit: z.enum(['bytes', 'count', 'milliseconds']),
        slope: number.describe('For an hour.'),
        low: number,
        high: number.describe('The slope is from low to high with a confidence of 99 %.'),
        grows: z.boolean().describe('With confidence, to the end, and by an amount that matters.'),
      }),
    )
    .describe(
      'How the target and its latency went in the steady part of the run, where that was long enough.',
    ),
  timeline: z.array(point).describe('How the run went, in a bounded number of stretches.'),
  workers: z
    .array(
      z.object({
        eventLoopDelay: milliseconds,
        cpu: number.min(0).describe('The part of one core that was used.'),
        descriptors: count.exactOptional(),
        residentSize: count.describe('Bytes.'),
      }),
    )
    .describe('How each process of the generator fared.'),
});
