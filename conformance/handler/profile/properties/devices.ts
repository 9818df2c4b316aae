import fc from 'fast-check';
import type { DeviceProfile } from '../../../../simulator/profile/index.ts';
import type { Step } from '../../conversation/step.ts';
import type { Property } from '../../properties/property.ts';
import { compareEffects } from '../compare-effects.ts';
import { effectsOf, eventsOf } from '../effects.ts';
import { type ProfileConversation, talkSteps } from '../profile-conversation.ts';
import { type DeviceTalk, talks } from '../saying.ts';

/** Several devices at the same time, with frames that come in halves in between. */
export function devices(profile: DeviceProfile): Property<ProfileConversation> {
  return {
    name: 'devices',
    runs: { quick: 40, full: 400 },
    conversations: ({ transports }) =>
      fc
        .record({
          transport: fc.constantFrom(...transports),
          talks: fc
            .array(talks(profile, { minLength: 0, maxLength: 2 }), { minLength: 2, maxLength: 3 })
            .filter(areOthers),
          order: fc.array(fc.nat(2), { maxLength: 12 }),
          halves: fc.boolean(),
        })
        .map(({ transport, talks: all, order, halves }) => ({
          transport,
          streams: false,
          steps: interleave(
            all.map((talk, device) => stepsOf(talk, device, halves && transport === 'tcp')),
            order,
          ),
          talks: all,
        })),
    reference: ({ talks: all, ...rest }) => ({
      ...rest,
      steps: all.flatMap((talk, device) => talkSteps(device, talk)),
    }),
    judge({ transport, talks: all }, events, reference, judgement) {
      for (const [device, talk] of all.entries()) {
        const expected = effectsOf(profile, talk, transport, eventsOf(reference, device));
        const actual = effectsOf(profile, talk, transport, eventsOf(events, device));
        const difference = compareEffects(expected, actual);
        const words = `of device ${device} ${difference?.words}`;
        judgement.check(
          'EXH-DEVICES-001',
          difference === undefined,
          'the same as with one device after the other',
          words,
        );
      }
    },
  };
}

/** Two devices that say the same of themselves take over each other's connection. */
function areOthers(all: readonly DeviceTalk[]): boolean {
  return new Set(all.map(({ identity }) => JSON.stringify(identity))).size === all.length;
}

function stepsOf(talk: DeviceTalk, device: number, halves: boolean): readonly Step[] {
  return talkSteps(device, talk).flatMap((step, index): readonly Step[] => {
    if (step.type !== 'bytes' || !halves || step.bytes.length < 2) return [step];
    const middle = Math.ceil(step.bytes.length / 2);
    // A device waits for its login.
    const pace = index === 0 ? step.pace : 'racing';
    return [
      {
        ...step,
        pace: 'racing',
        bytes: step.bytes.subarray(0, middle),
        label: `the first half of ${step.label}`,
      },
      { ...step, pace, bytes: step.bytes.subarray(middle), label: `the second half` },
    ];
  });
}

/** The steps of all, each one's in their order. */
function interleave(all: readonly (readonly Step[])[], order: readonly number[]): readonly Step[] {
  const left = all.map((steps) => [...steps]);
  const chosen = order.flatMap((device) => left[device % left.length]?.shift() ?? []);
  return [...chosen, ...left.flat()];
}
