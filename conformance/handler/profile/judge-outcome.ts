import type { DeviceProfile, Outcome } from '../../../simulator/profile/index.ts';
import type { WorldEvent } from '../world/world-event.ts';
import { receivedFrames } from './effects.ts';
import { expectedFrame, expectedReply, isClosed, judgeFrames } from './expectation.ts';
import type { DeviceTalk, Saying } from './saying.ts';

/** What a device said, and what happened then. */
export interface Happening {
  readonly talk: DeviceTalk;
  readonly saying: Saying;
  readonly transport: 'tcp' | 'udp';
  /** All of one device. */
  readonly happened: readonly WorldEvent[];
}

/** Whether it felt what the profile says; what was expected and what was seen, where it did not. */
export function judgeOutcome(
  profile: DeviceProfile,
  outcome: Outcome,
  { talk, saying, transport, happened }: Happening,
): { readonly expected: string; readonly actual: string } | undefined {
  const closed = isClosed(happened);
  if (outcome === 'closes')
    return closed ? undefined : { expected: 'the device to be closed', actual: 'it was not' };
  if (closed) return { expected: `the outcome ${describeOutcome(outcome)}`, actual: 'the device was closed' };
  const frames = receivedFrames(profile, transport, happened);
  if (typeof outcome === 'object') {
    const expected = expectedFrame(profile, outcome.reply, talk.identity, saying.fields);
    const actual = judgeFrames([expected], frames);
    return actual === undefined ? undefined : { expected: `the reply ${expected.words}`, actual };
  }
  const reply = outcome === 'same' ? expectedReply(profile, talk, saying) : undefined;
  const actual = judgeFrames(reply === undefined ? [] : [reply], frames);
  if (actual === undefined) return undefined;
  return { expected: reply === undefined ? 'no reply' : `the reply ${reply.words} all the same`, actual };
}

/** An outcome in a word. */
export function describeOutcome(outcome: Outcome): string {
  return typeof outcome === 'object' ? `a reply ${outcome.reply}` : outcome;
}
