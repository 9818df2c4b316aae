import fc from 'fast-check';
import type { DeviceProfile } from '../../../../simulator/profile/index.ts';
import type { Step } from '../../conversation/step.ts';
import type { Property } from '../../properties/property.ts';
import { eventsOf, eventsOfStep, receivedFrames } from '../effects.ts';
import { expectedFrame, expectedReply, isClosed, judgeFrames, judgePublished } from '../expectation.ts';
import { loginSteps, type ProfileConversation, sayStep } from '../profile-conversation.ts';
import { talks } from '../saying.ts';

/** Bytes that are no frame stand before, between and behind frames. */
export function garbage(profile: DeviceProfile): Property<ProfileConversation> {
  return {
    name: 'garbage',
    runs: { quick: 40, full: 400 },
    conversations({ transports }) {
      if (profile.garbage === undefined) return undefined;
      const { bytes } = profile.garbage;
      return fc
        .record({
          transport: fc.constantFrom(...transports),
          talk: talks(profile, { minLength: 0, maxLength: 1 }),
          before: fc.option(bytes, { nil: undefined }),
          between: fc.option(bytes, { nil: undefined }),
        })
        .filter(({ before, between }) => before !== undefined || between !== undefined)
        .map(({ transport, talk, before, between }) => ({
          transport,
          streams: false,
          steps: [
            ...strange(before),
            ...loginSteps(0, talk),
            ...strange(between),
            ...talk.sayings.map((saying) => sayStep(0, saying)),
          ],
          talks: [talk],
        }));
    },
    judge({ transport, talks: [talk], steps }, events, _reference, judgement) {
      const outcome = profile.garbage?.is;
      if (talk === undefined || outcome === undefined) return;
      const said = [...(talk.login === undefined ? [] : [talk.login]), ...talk.sayings];
      for (const [index, step] of steps.entries()) {
        const happened = eventsOf(eventsOfStep(events, index), 0);
        if (step.type !== 'bytes') continue;
        if (step.strange) {
          const closed = isClosed(happened);
          if (outcome === 'closes') {
            judgement.check('EXH-GARBAGE-001', closed, 'the device to be closed after garbage', 'it was not');
            return;
          }
          const wanted =
            outcome === 'ignored' ? [] : [expectedFrame(profile, outcome.reply, talk.identity, {})];
          const wrong = closed
            ? 'the device was closed'
            : judgeFrames(wanted, receivedFrames(profile, transport, happened));
          const expected =
            outcome === 'ignored' ? 'garbage to be ignored' : `the reply ${outcome.reply} to garbage`;
          judgement.check('EXH-GARBAGE-001', wrong === undefined, expected, wrong ?? '');
          if (wrong !== undefined) return;
          continue;
        }
        const saying = said.shift();
        if (saying === undefined) continue;
        const reply = expectedReply(profile, talk, saying);
        const wrong = judgeFrames(
          reply === undefined ? [] : [reply],
          receivedFrames(profile, transport, happened),
        );
        const unpublished = judgePublished(talk, saying, happened);
        const where = `${saying.type} behind garbage`;
        judgement.check(
          'EXH-GARBAGE-001',
          wrong === undefined,
          `${where} to be answered as without`,
          wrong ?? '',
        );
        judgement.check(
          'EXH-GARBAGE-001',
          unpublished === undefined,
          `${where}: ${unpublished?.expected}`,
          unpublished?.actual ?? '',
        );
      }
    },
  };
}

function strange(bytes: Uint8Array | undefined): readonly Step[] {
  if (bytes === undefined) return [];
  return [{ type: 'bytes', device: 0, pace: 'settled', bytes, strange: true, label: 'garbage' }];
}
