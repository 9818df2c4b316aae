import fc from 'fast-check';
import type { DeviceProfile } from '../../../../simulator/profile/index.ts';
import type { Step } from '../../conversation/step.ts';
import type { Property } from '../../properties/property.ts';
import { compareEffects } from '../compare-effects.ts';
import { effectsOf, eventsOf } from '../effects.ts';
import { type ProfileConversation, talkSteps } from '../profile-conversation.ts';
import { talks } from '../saying.ts';

/** The first bytes of a device overtake OnSocketCreated, as on the streams that older gateways keep open. */
export function lateCreated(profile: DeviceProfile): Property<ProfileConversation> {
  return {
    name: 'late-created',
    runs: { quick: 20, full: 200 },
    conversations({ transports, streaming }) {
      if (!streaming) return undefined;
      const connect: Step = { type: 'connect', device: 0, created: 'late' };
      return fc
        .record({
          transport: fc.constantFrom(...transports),
          talk: talks(profile, { minLength: 0, maxLength: 2 }),
        })
        .map(({ transport, talk }) => ({
          transport,
          streams: true,
          steps: [connect, ...talkSteps(0, talk)],
          talks: [talk],
        }));
    },
    reference: ({ talks: [talk], ...rest }) => ({
      ...rest,
      steps: talk === undefined ? [] : talkSteps(0, talk),
    }),
    judge({ transport, talks: [talk] }, events, reference, judgement) {
      if (talk === undefined) return;
      const expected = effectsOf(profile, talk, transport, eventsOf(reference, 0));
      const difference = compareEffects(expected, effectsOf(profile, talk, transport, eventsOf(events, 0)));
      judgement.check(
        'EXH-STREAM-002',
        difference === undefined,
        'the same as when OnSocketCreated comes first',
        difference?.words ?? '',
      );
    },
  };
}
