import * as z from 'zod';
import { profileTransports, refusableMethods } from '../device-profile.ts';
import { checksumNames } from '../frame/checksum.ts';
import { integerTypes } from '../frame/codec.ts';

const name = z.string().regex(/^[A-Za-z][\w-]*$/, 'expected a name of letters, digits, - and _');
const count = z.int().min(1).max(65_536);
const scalar = z.union([z.string(), z.number()]);
const hex = z.string().regex(/^\s*(?:[0-9a-fA-F]{2}\s*)+$/, 'expected bytes in hex, such as "78 78"');
const someBytes = z.union([
  z.string().min(1, 'expected at least one character'),
  z.strictObject({ hex }, 'expected text, or { hex: "0d 0a" }'),
]);

/** What values are chosen from. */
export const valuesSchema = z.union(
  [
    z.strictObject({ integer: z.tuple([z.int(), z.int()]) }),
    z.strictObject({ decimal: z.tuple([z.number(), z.number()]), places: z.int().min(1).max(9) }),
    z.strictObject({ digits: count }),
    z.strictObject({
      text: z.tuple([z.int().min(0), count]),
      characters: z.string().min(1).optional(),
    }),
    z.strictObject({ hex: z.tuple([z.int().min(0), count]) }),
    z.strictObject({ choose: z.array(scalar).min(1) }),
  ],
  'expected one of { integer: [LOWEST, HIGHEST] }, { decimal: [LOWEST, HIGHEST], places: N }, { digits: N }, { text: [SHORTEST, LONGEST], characters: "abc" }, { hex: [SHORTEST, LONGEST] } and { choose: [...] }',
);

const field = z.strictObject({
  field: name,
  type: z.enum([...integerTypes, 'text', 'bcd', 'bytes']),
  size: count.optional(),
  endian: z.enum(['big', 'little']).optional(),
  value: scalar.optional(),
  values: valuesSchema.optional(),
  counter: z.literal(true).optional(),
  length: z.array(name).min(1).optional(),
  plus: z.int().optional(),
  checksum: z.enum(checksumNames).optional(),
  over: z.array(name).min(1).optional(),
  any: z.literal(true).optional(),
});

const partShape = 'expected { field: NAME, type: TYPE, ... }, { hex: "00 01" } or { text: "abc" }';
const literals = [z.strictObject({ hex }), z.strictObject({ text: z.string().min(1) })] as const;
const part = z.union([field, ...literals], partShape);
const values = z.record(name, valuesSchema);

const frame = z.strictObject({
  from: z.enum(['device', 'handler']),
  text: z.string().optional(),
  content: z.array(part).optional(),
  set: z.record(name, scalar).optional(),
  values: values.optional(),
});

const outcome = z.union(
  [z.enum(['closes', 'silent', 'same']), z.strictObject({ reply: name })],
  'expected closes, silent, same or { reply: FRAME }',
);

/** A profile as it stands in a file. */
export const profileSchema = z.strictObject({
  name,
  description: z.string().optional(),
  transports: z.array(z.enum(profileTransports)).min(1).optional(),
  device: values,
  framing: z.strictObject({
    start: someBytes.optional(),
    end: someBytes.optional(),
    delimiter: someBytes.optional(),
    length: z
      .strictObject({
        at: z.int().min(0).max(64),
        type: z.enum(integerTypes),
        endian: z.enum(['big', 'little']).optional(),
        plus: z.int().optional(),
      })
      .optional(),
    fixed: count.optional(),
    minimum: count.optional(),
    maximum: count.optional(),
    escape: z
      .array(z.strictObject({ byte: hex, as: hex }))
      .min(1)
      .optional(),
  }),
  envelope: z.array(z.union([z.literal('content'), part], `${partShape}, or content`)).optional(),
  frames: z.record(name, frame),
  login: z
    .strictObject({
      send: name,
      reply: name.optional(),
      clientid: z.string().min(1),
      before: outcome.optional(),
    })
    .optional(),
  exchanges: z
    .array(
      z.strictObject({
        send: name,
        reply: name.optional(),
        publish: z
          .strictObject({
            topic: z.string().min(1),
            payload: z.string().optional(),
            qos: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
            varies: z.literal(true).optional(),
          })
          .optional(),
      }),
    )
    .optional(),
  commands: z
    .array(
      z.strictObject({
        topic: z.string().min(1),
        values: values.optional(),
        payload: z.string(),
        receive: name,
        answer: name.optional(),
      }),
    )
    .optional(),
  heartbeat: z.strictObject({ send: name, every: z.number().positive() }).optional(),
  silence: z.int().min(1).max(86_400).optional(),
  garbage: z
    .strictObject({
      is: z.union(
        [z.enum(['ignored', 'closes']), z.strictObject({ reply: name })],
        'expected ignored, closes or { reply: FRAME }',
      ),
      bytes: valuesSchema.optional(),
    })
    .optional(),
  refusals: z.partialRecord(z.enum(refusableMethods), outcome).optional(),
});

/** A profile as it stands in a file. */
export type ProfileDefinition = z.infer<typeof profileSchema>;
export type ValuesDefinition = z.infer<typeof valuesSchema>;
export type FrameDefinition = z.infer<typeof frame>;
export type PartDefinition = z.infer<typeof part>;
export type FieldDefinition = z.infer<typeof field>;
