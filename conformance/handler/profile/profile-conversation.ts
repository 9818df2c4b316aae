import type { Conversation, Pace, Step } from '../conversation/step.ts';
import type { DeviceTalk, Saying } from './saying.ts';

/** A conversation of devices whose protocol is known. */
export interface ProfileConversation extends Conversation {
  /** By their numbers. */
  readonly talks: readonly DeviceTalk[];
}

/** A device says one frame. */
export function sayStep(device: number, { bytes, label }: Saying, pace: Pace = 'settled'): Step {
  return { type: 'bytes', device, pace, bytes, strange: false, label };
}

/** A device connects, logs in where the protocol has a login, and waits for what comes of it. */
export function loginSteps(device: number, { login }: DeviceTalk): readonly Step[] {
  return login === undefined ? [] : [sayStep(device, login)];
}

/** All that a device says, one frame after the other. */
export function talkSteps(device: number, talk: DeviceTalk): readonly Step[] {
  return [...loginSteps(device, talk), ...talk.sayings.map((saying) => sayStep(device, saying))];
}

/** Where each frame ends in all of their bytes. */
export function endsOf(frames: readonly Uint8Array[]): readonly number[] {
  let end = 0;
  return frames.map(({ length }) => {
    end += length;
    return end;
  });
}
