import fc from 'fast-check';
import type { DeviceProfile } from '../../../../simulator/profile/index.ts';
import type { Property } from '../../properties/property.ts';
import { eventsOf, eventsOfStep } from '../effects.ts';
import { judgeOutcome } from '../judge-outcome.ts';
import { type ProfileConversation, sayStep } from '../profile-conversation.ts';
import { talks } from '../saying.ts';

/** A device sends something before its login. */
export function beforeLogin(profile: DeviceProfile): Property<ProfileConversation> {
  return {
    name: 'before-login',
    runs: { quick: 20, full: 200 },
    conversations({ transports }) {
      if (profile.login?.before === undefined) return undefined;
      return fc
        .record({
          transport: fc.constantFrom(...transports),
          talk: talks(profile, { minLength: 1, maxLength: 1 }),
        })
        .map(({ transport, talk }) => ({
          transport,
          streams: false,
          steps: talk.sayings.map((saying) => sayStep(0, saying)),
          talks: [talk],
        }));
    },
    judge({ transport, talks: [talk] }, events, _reference, judgement) {
      const [saying] = talk?.sayings ?? [];
      const before = profile.login?.before;
      if (talk === undefined || saying === undefined || before === undefined) return;
      const happened = eventsOf(eventsOfStep(events, 0), 0);
      const published = happened.some((event) => event.kind === 'call' && event.request.method === 'Publish');
      const wrong = judgeOutcome(profile, before, { talk, saying, transport, happened });
      const where = `${saying.type} before the login`;
      judgement.check(
        'EXH-LOGIN-002',
        wrong === undefined,
        `${where}: ${wrong?.expected}`,
        wrong?.actual ?? '',
      );
      judgement.check(
        'EXH-LOGIN-002',
        !published,
        `nothing to be published of ${where}`,
        'there was a Publish',
      );
    },
  };
}
