import fc from 'fast-check';
import type { DeviceProfile, Fields, FrameContext, FrameType } from './device-profile.ts';

/** A frame that nothing was sent of. */
export interface SampleFrame {
  readonly context: FrameContext;
  /** Undefined where something that the frame names is missing. */
  readonly fields: Fields | undefined;
}

/** One frame of each type, with what it answers where it answers something. */
export function sampleFrames(
  profile: DeviceProfile,
  identity: Fields,
  seed = 1,
): ReadonlyMap<string, SampleFrame> {
  const { login, exchanges, commands, frames } = profile;
  const samples = new Map<string, SampleFrame>();
  const add = (name: string | undefined, request?: Fields) => {
    const type = name === undefined ? undefined : frames.get(name);
    if (type === undefined || (samples.get(type.name)?.fields !== undefined && request === undefined)) return;
    const context = { identity, counter: 1, ...(request === undefined ? {} : { request }) };
    samples.set(type.name, { context, fields: sampleOf(type, context, seed) });
  };
  for (const { values, receive, answer } of commands) {
    add(receive, fc.sample(values, { numRuns: 1, seed })[0]);
    add(answer, samples.get(receive)?.fields);
  }
  for (const each of [login, ...exchanges]) {
    add(each?.send);
    if (each?.reply !== undefined) add(each.reply, samples.get(each.send)?.fields);
  }
  for (const name of frames.keys()) add(name);
  return samples;
}

function sampleOf(
  { values, varying, complete }: FrameType,
  context: FrameContext,
  seed: number,
): Fields | undefined {
  const [chosen = {}] = fc.sample(values, { numRuns: 1, seed });
  try {
    return complete({ ...Object.fromEntries([...varying].map((name) => [name, 0])), ...chosen }, context);
  } catch {
    return undefined;
  }
}
