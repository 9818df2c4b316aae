import fc from 'fast-check';
import type { DeviceProfile } from '../../../../simulator/profile/index.ts';
import type { Step } from '../../conversation/step.ts';
import type { Property } from '../../properties/property.ts';
import { eventsOf, eventsOfStep, receivedFrames } from '../effects.ts';
import { expectedReply, isExpected, judgePublished } from '../expectation.ts';
import { loginSteps, type ProfileConversation, sayStep } from '../profile-conversation.ts';
import { talks } from '../saying.ts';

/** A datagram ends in the middle of a frame; the next one is whole. */
export function datagrams(profile: DeviceProfile): Property<ProfileConversation> {
  return {
    name: 'datagrams',
    runs: { quick: 25, full: 250 },
    conversations({ transports }) {
      if (!transports.includes('udp')) return undefined;
      return fc
        .record({ talk: talks(profile, { minLength: 2, maxLength: 2 }), cut: fc.nat(1_000) })
        .filter(({ talk }) => talk.sayings.every(({ bytes }) => bytes.length > 1))
        .map(({ talk, cut }) => ({
          transport: 'udp' as const,
          streams: false,
          steps: cutFirst(talk, cut),
          talks: [talk],
        }));
    },
    judge({ talks: [talk], steps }, events, _reference, judgement) {
      const saying = talk?.sayings[1];
      if (talk === undefined || saying === undefined) return;
      const happened = eventsOf(eventsOfStep(events, steps.length - 1), 0);
      const reply = expectedReply(profile, talk, saying);
      const answered =
        reply === undefined ||
        receivedFrames(profile, 'udp', happened).some((frame) => isExpected(reply, frame));
      const wrong = judgePublished(talk, saying, happened);
      const where = `${saying.label} in a datagram behind one that ends in the middle of ${talk.sayings[0]?.type}`;
      judgement.check('EXH-FRAME-002', answered, `the reply ${reply?.words} to ${where}`, 'it did not come');
      judgement.check(
        'EXH-FRAME-002',
        wrong === undefined,
        `${where}: ${wrong?.expected}`,
        wrong?.actual ?? '',
      );
    },
  };

  function cutFirst(talk: ProfileConversation['talks'][number], cut: number): readonly Step[] {
    const [first, second] = talk.sayings;
    if (first === undefined || second === undefined) return [];
    const bytes = first.bytes.subarray(0, 1 + (cut % (first.bytes.length - 1)));
    const part: Step = {
      type: 'bytes',
      device: 0,
      pace: 'settled',
      bytes,
      strange: true,
      label: `the beginning of ${first.type}`,
    };
    return [...loginSteps(0, talk), part, sayStep(0, second)];
  }
}
