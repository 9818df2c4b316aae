import fc from 'fast-check';
import type { Conversation, Piece, Step } from '../conversation/step.ts';
import type { Material, Property } from './property.ts';

const devices = fc.constantFrom(0, 0, 1, 2);
export const paces = fc.constantFrom('settled' as const, 'racing' as const);

/** Devices come, send whatever there is, get messages, fall silent and go, one after the other or all at once. */
export const life: Property = {
  name: 'life',
  runs: { quick: 160, full: 2_000 },
  conversations: (material) => conversationsOf(material, steps(material.pieces)),
};

/** Conversations of such steps. */
export function conversationsOf(
  { transports, streaming }: Material,
  step: fc.Arbitrary<Step>,
): fc.Arbitrary<Conversation> {
  return fc.record({
    transport: fc.constantFrom(...transports),
    streams: streaming ? fc.boolean() : fc.constant(false),
    steps: fc.array(step, { minLength: 1, maxLength: 8 }),
  });
}

/** What devices do by themselves, and what happens to them in a normal life. */
export function steps(pieces: fc.Arbitrary<Piece>): fc.Arbitrary<Step> {
  return fc.oneof(
    {
      weight: 14,
      arbitrary: fc
        .record({ device: devices, pace: paces, piece: pieces })
        .map(({ piece, ...rest }): Step => ({ type: 'bytes', ...rest, ...piece })),
    },
    {
      weight: 1,
      arbitrary: devices.map(
        (device): Step => ({
          type: 'bytes',
          device,
          pace: 'settled',
          bytes: new Uint8Array(),
          strange: true,
        }),
      ),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constantFrom('finish' as const, 'reset' as const),
        device: devices,
        pace: paces,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('messages' as const),
        device: devices,
        payloads: fc.array(payloads, { minLength: 1, maxLength: 4 }),
        together: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('time' as const),
        seconds: fc.constantFrom(5, 31, 200, 1_000),
      }),
    },
  );
}

const payloads = fc.oneof(
  fc.uint8Array({ maxLength: 20 }),
  fc.string({ maxLength: 20 }).map((text) => Buffer.from(text) as Uint8Array),
  fc.json({ maxDepth: 1 }).map((text) => Buffer.from(text) as Uint8Array),
);
