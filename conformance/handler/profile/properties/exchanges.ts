import fc from 'fast-check';
import type { DeviceProfile } from '../../../../simulator/profile/index.ts';
import type { Judgement } from '../../judge/judgement.ts';
import type { Property } from '../../properties/property.ts';
import type { WorldEvent } from '../../world/world-event.ts';
import { eventsOf, eventsOfStep, receivedFrames } from '../effects.ts';
import { expectedReply, judgeFrames, judgePublished } from '../expectation.ts';
import { type ProfileConversation, talkSteps } from '../profile-conversation.ts';
import { type DeviceTalk, type Saying, talks } from '../saying.ts';

/** One device says one frame after the other: each has what comes of it by the profile. */
export function exchanges(profile: DeviceProfile): Property<ProfileConversation> {
  return {
    name: 'exchanges',
    runs: { quick: 60, full: 600 },
    conversations: ({ transports }) =>
      fc
        .record({
          transport: fc.constantFrom(...transports),
          talk: talks(profile, { minLength: 0, maxLength: 5 }),
        })
        .map(({ transport, talk }) => ({
          transport,
          streams: false,
          steps: talkSteps(0, talk),
          talks: [talk],
        })),
    judge({ transport, talks: [talk] }, events, _reference, judgement) {
      if (talk === undefined) return;
      const said = [...(talk.login === undefined ? [] : [talk.login]), ...talk.sayings];
      for (const [index, saying] of said.entries()) {
        const happened = eventsOf(eventsOfStep(events, index), 0);
        if (saying === talk.login) judgeLogin(profile, talk, saying, happened, judgement);
        judgeReply(profile, talk, saying, { transport, happened }, judgement);
        const wrong = judgePublished(talk, saying, happened);
        const of = `of ${saying.type} (frame ${index + 1})`;
        judgement.check(
          'EXH-PUBLISH-001',
          wrong === undefined,
          `${of}: ${wrong?.expected}`,
          wrong?.actual ?? '',
        );
      }
    },
  };
}

function judgeLogin(
  profile: DeviceProfile,
  { identity }: DeviceTalk,
  { fields }: Saying,
  happened: readonly WorldEvent[],
  judgement: Judgement,
): void {
  const clientid = profile.login?.clientid({ identity, counter: 0, request: fields }) ?? '';
  const asked = happened.flatMap((event) =>
    event.kind === 'call' && event.request.method === 'Authenticate'
      ? [event.request.client?.clientid ?? '']
      : [],
  );
  const actual = asked.length === 0 ? 'there was none' : `it named ${JSON.stringify(asked[0])}`;
  judgement.check(
    'EXH-LOGIN-001',
    asked[0] === clientid,
    `Authenticate as ${JSON.stringify(clientid)}`,
    actual,
  );
}

function judgeReply(
  profile: DeviceProfile,
  talk: DeviceTalk,
  saying: Saying,
  { transport, happened }: { readonly transport: 'tcp' | 'udp'; readonly happened: readonly WorldEvent[] },
  judgement: Judgement,
): void {
  const expected = expectedReply(profile, talk, saying);
  const actual = judgeFrames(
    expected === undefined ? [] : [expected],
    receivedFrames(profile, transport, happened),
  );
  const wanted = expected === undefined ? 'no reply' : `the reply ${expected.words}`;
  judgement.check('EXH-REPLY-001', actual === undefined, `${wanted} to ${saying.label}`, actual ?? '');
}
