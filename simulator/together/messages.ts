import * as z from 'zod';
import { measurementsSchema, resultSchema } from '../report/result-schema.ts';

const sender = z.object({
  /** From 0. */
  part: z.int().min(0),
  /** Two runs of one part are not one. */
  instance: z.string(),
});

/** A part is there, and waits. */
export const readySchema = z.object({ ...sender.shape, load: z.record(z.string(), z.string()) });
export type Ready = z.infer<typeof readySchema>;

/** All are there; or they never will be, for this reason. */
export const startSchema = z.object({
  refused: z.object({ code: z.enum(['OPTION_INVALID', 'PARTS_MISSING']), reason: z.string() }).optional(),
});
export type Start = z.infer<typeof startSchema>;

export const intervalSchema = z.object({
  ...sender.shape,
  time: z.number(),
  duration: z.number(),
  online: z.number(),
  eventLoopDelay: z.number(),
  targetMemory: z.number().exactOptional(),
  targetDescriptors: z.number().exactOptional(),
  measurements: measurementsSchema,
});

export const partResultSchema = z.object({ ...sender.shape, result: resultSchema });

/** What the load of a part is, to be compared: name of a setting and its value as text. */
export type LoadFacts = Ready['load'];
