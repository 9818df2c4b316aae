import fc from 'fast-check';
import type { DeviceProfile } from '../../../../simulator/profile/index.ts';
import type { Pace, Step } from '../../conversation/step.ts';
import { paces } from '../../properties/life.ts';
import type { Property } from '../../properties/property.ts';
import { compareEffects } from '../compare-effects.ts';
import { effectsOf, eventsOf } from '../effects.ts';
import { guessOfChunks } from '../guess-of-chunks.ts';
import { endsOf, type ProfileConversation, talkSteps } from '../profile-conversation.ts';
import { type DeviceTalk, talks } from '../saying.ts';

/** A place in what a device sends: the end of a frame, in the middle of a character of UTF-8, or anywhere. */
type Cut = { readonly border: number } | { readonly inside: number } | { readonly at: number };

/** What a device sends is cut anywhere. */
export function chunks(profile: DeviceProfile): Property<ProfileConversation> {
  return {
    name: 'chunks',
    runs: { quick: 90, full: 1_000 },
    conversations({ transports }) {
      if (!transports.includes('tcp')) return undefined;
      const cut: fc.Arbitrary<Cut> = fc.oneof(
        fc.nat(5).map((border) => ({ border })),
        fc.nat(10_000).map((at) => ({ at })),
        fc.nat(5).map((inside) => ({ inside })),
      );
      return fc
        .record({
          talk: talks(profile, { minLength: 1, maxLength: 5 }),
          cuts: fc.array(cut, { maxLength: 6 }),
          loginCuts: fc.oneof(
            { weight: 2, arbitrary: fc.constant([]) },
            { weight: 1, arbitrary: fc.array(cut, { maxLength: 2 }) },
          ),
          pace: paces,
        })
        .map(({ talk, cuts, loginCuts, pace }) => ({
          transport: 'tcp' as const,
          streams: false,
          // A device waits for what comes of its login before it says more.
          steps: [
            ...(talk.login === undefined
              ? []
              : settleLast(piecesOf(talk, [talk.login.bytes], loginCuts, 0, 'racing'))),
            ...piecesOf(
              talk,
              talk.sayings.map(({ bytes }) => bytes),
              cuts,
              talk.login === undefined ? 0 : 1,
              pace,
            ),
          ],
          talks: [talk],
        }));
    },
    reference: ({ talks: [talk], ...rest }) => ({
      ...rest,
      steps: talk === undefined ? [] : talkSteps(0, talk),
    }),
    judge(conversation, events, reference, judgement) {
      const [talk] = conversation.talks;
      if (talk === undefined) return;
      const expected = effectsOf(profile, talk, 'tcp', eventsOf(reference, 0));
      const actual = effectsOf(profile, talk, 'tcp', eventsOf(events, 0));
      const difference = compareEffects(expected, actual);
      const rule = difference?.kind === 'order' ? 'EXH-REPLY-002' : 'EXH-FRAME-001';
      if (difference === undefined) judgement.exercise('EXH-REPLY-002');
      const guess = difference === undefined ? '' : guessOfChunks(profile, conversation, difference);
      judgement.check(
        rule,
        difference === undefined,
        'the same as with one frame in each event',
        `${difference?.words}${guess}`,
      );
    },
  };
}

function settleLast(steps: readonly Step[]): readonly Step[] {
  return steps.map((step, index) =>
    step.type === 'bytes' && index === steps.length - 1 ? { ...step, pace: 'settled' } : step,
  );
}

/** The frames in one piece of bytes, cut at these places. */
function piecesOf(
  talk: DeviceTalk,
  frames: readonly Uint8Array[],
  cuts: readonly Cut[],
  first: number,
  pace: Pace,
): readonly Step[] {
  const all = Buffer.concat(frames);
  const ends = endsOf(frames);
  const insides = [...all.keys()].filter((place) => ((all[place] ?? 0) & 0xc0) === 0x80);
  const pick = (from: readonly number[], index: number) => from[index % Math.max(1, from.length)] ?? 0;
  const places = cuts.map((cut) => {
    if ('border' in cut) return pick(ends, cut.border);
    return 'inside' in cut ? pick(insides, cut.inside) : cut.at % Math.max(1, all.length);
  });
  const borders = [...new Set([0, ...places, all.length])].toSorted((one, other) => one - other);
  const names = [talk.login, ...talk.sayings].flatMap((saying) =>
    saying === undefined ? [] : [saying.type],
  );
  return borders.slice(1).map((end, index): Step => {
    const begin = borders[index] ?? 0;
    const label = ends
      .flatMap((frameEnd, frame) => {
        const frameBegin = ends[frame - 1] ?? 0;
        if (frameEnd <= begin || frameBegin >= end) return [];
        const whole = frameBegin >= begin && frameEnd <= end;
        return [`${whole ? '' : 'a part of '}frame ${first + frame + 1}, ${names[first + frame]}`];
      })
      .join(', and ');
    return { type: 'bytes', device: 0, pace, bytes: all.subarray(begin, end), strange: false, label };
  });
}
