import fc from 'fast-check';
import type { DeviceProfile } from '../../../../simulator/profile/index.ts';
import type { Step } from '../../conversation/step.ts';
import type { Property } from '../../properties/property.ts';
import { compareEffects } from '../compare-effects.ts';
import { effectsOf, eventsOf } from '../effects.ts';
import { type ProfileConversation, talkSteps } from '../profile-conversation.ts';
import { talks } from '../saying.ts';

/** A device leaves in the middle of a frame, or between two, comes again from the same address and says the same. */
export function repeat(profile: DeviceProfile): Property<ProfileConversation> {
  return {
    name: 'repeat',
    runs: { quick: 30, full: 300 },
    conversations({ transports }) {
      if (!transports.includes('tcp')) return undefined;
      return fc
        .record({
          talk: talks(profile, { minLength: 0, maxLength: 3 }),
          half: fc.boolean(),
          end: fc.constantFrom('finish' as const, 'reset' as const),
        })
        .map(({ talk, half, end }) => {
          const said = talkSteps(0, talk);
          const leave: Step = { type: end, device: 0, pace: 'settled' };
          return {
            transport: 'tcp' as const,
            streams: false,
            steps: [...said, ...(half ? beginning(said) : []), leave, ...said],
            talks: [talk],
          };
        });
    },
    judge({ talks: [talk] }, events, _reference, judgement) {
      const [first, second] = events.flatMap((event) =>
        event.kind === 'connected' && event.device === 0 ? [event.conn] : [],
      );
      if (talk === undefined || first === undefined || second === undefined) return;
      const [expected, actual] = [first, second].map((conn) =>
        effectsOf(profile, talk, 'tcp', eventsOf(events, 0, conn)),
      );
      if (expected === undefined || actual === undefined) return;
      const difference = compareEffects({ ...expected, closed: false }, { ...actual, closed: false });
      judgement.check(
        'EXH-REPEAT-001',
        difference === undefined,
        'the same as when the device came first',
        difference?.words ?? '',
      );
    },
  };
}

/** Half of a frame. */
function beginning(said: readonly Step[]): readonly Step[] {
  const last = said.at(-1);
  if (last?.type !== 'bytes' || last.bytes.length < 2) return [];
  const bytes = last.bytes.subarray(0, Math.ceil(last.bytes.length / 2));
  return [{ ...last, bytes, pace: 'settled', label: `the first half of ${last.label}` }];
}
