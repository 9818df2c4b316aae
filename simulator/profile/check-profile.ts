import fc from 'fast-check';
import type { Problems } from './definition/problems.ts';
import type { DeviceProfile, FrameContext, FrameType } from './device-profile.ts';
import { type SampleFrame, sampleFrames } from './sample-frames.ts';

/** So many frames of each type are tried. */
const tries = 25;

/** Finds what no reader of a definition can see: frames that can't be written, cut or read again, and names that nothing has. */
export function checkProfile(profile: DeviceProfile, problems: Problems): void {
  const [identity = {}] = fc.sample(profile.identity, { numRuns: 1, seed: 1 });
  const samples = sampleFrames(profile, identity);
  for (const [name, { context }] of samples) {
    const type = profile.frames.get(name);
    const problem = type && problemOf(profile, type, context);
    if (problem !== undefined) problems.add(['frames', name], problem);
  }
  if (problems.found.length === 0) checkTexts(profile, samples, problems);
}

function problemOf(
  { framing, frames }: DeviceProfile,
  type: FrameType,
  context: FrameContext,
): string | undefined {
  const { name, values, complete, varying } = type;
  for (const chosen of fc.sample(values, { numRuns: tries, seed: 1 })) {
    try {
      const fields = complete(chosen, context);
      // What the handler fills as it likes can't be written by anybody else.
      if (varying.size > 0) continue;
      const bytes = Buffer.from(type.encode(fields));
      const shown = bytes.toString('hex').slice(0, 60);
      const { pieces, rest } = framing.split(bytes, false);
      if (rest.length > 0 || pieces.length !== 1 || pieces[0]?.isFrame !== true)
        return `its frame ${shown} is not one frame by the framing (${framing.description}): correct one of them`;
      if (type.decode(bytes) === undefined)
        return `its frame ${shown} can't be read again: let each part have a size, or a constant behind it`;
      const other = [...frames.values()].find(
        (each) => each.from === type.from && each.decode(bytes) !== undefined,
      );
      if (other !== undefined && other.name !== name)
        return `its frame ${shown} is a frame ${other.name}, too: put ${name} before ${other.name}, or give it a constant that tells them apart`;
    } catch (error) {
      return `${wordsOf(error)}: name a field of the frame, a value of the device, or request.FIELD of what it answers`;
    }
  }
  return undefined;
}

function checkTexts(
  { login, exchanges, commands }: DeviceProfile,
  samples: ReadonlyMap<string, SampleFrame>,
  problems: Problems,
): void {
  const attempt = (path: readonly (string | number)[], render: () => unknown) => {
    try {
      render();
    } catch (error) {
      problems.add(path, `${wordsOf(error)}: name a value of the device, or a field of the frame`);
    }
  };
  const contextOf = (name: string): FrameContext => {
    const { context, fields } = samples.get(name) ?? {
      context: { identity: {}, counter: 1 },
      fields: undefined,
    };
    return fields === undefined ? context : { ...context, request: fields };
  };
  if (login !== undefined) attempt(['login', 'clientid'], () => login.clientid(contextOf(login.send)));
  for (const [index, { send, publish }] of exchanges.entries()) {
    attempt(['exchanges', index, 'publish', 'topic'], () => publish?.topic(contextOf(send)));
    attempt(['exchanges', index, 'publish', 'payload'], () => publish?.payload?.(contextOf(send)));
  }
  for (const [index, { topic, payload, receive }] of commands.entries()) {
    // Its request are the values of the command.
    const context = samples.get(receive)?.context ?? contextOf(receive);
    attempt(['commands', index, 'topic'], () => topic(context));
    attempt(['commands', index, 'payload'], () => payload(context));
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
