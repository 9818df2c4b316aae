import { checkProfile } from './check-profile.ts';
import { compileProfile } from './definition/compile-profile.ts';
import { Problems } from './definition/problems.ts';
import { type ProfileDefinition, profileSchema } from './definition/schema.ts';
import { schemaProblems } from './definition/yaml-problems.ts';
import type { DeviceProfile, FrameType } from './device-profile.ts';
import { ProfileError } from './profile-error.ts';

/** A profile as in a file, and what only TypeScript can say. */
export interface DeviceDefinition extends Omit<ProfileDefinition, 'frames'> {
  readonly frames: Readonly<Record<string, ProfileDefinition['frames'][string] | OwnFrame>>;
  /** Parts of the profile that are made by hand, in the place of what the definition gives. */
  readonly overrides?: Partial<Omit<DeviceProfile, 'frames' | 'name'>>;
}

/** A type of frame with an encoding of its own: its values are an arbitrary of fast-check. */
export interface OwnFrame extends Pick<FrameType, 'from' | 'values' | 'encode' | 'decode'> {
  /** The fields as far as the profile says; those that were chosen, where it is missing. */
  readonly complete?: FrameType['complete'];
  /** Fields that the handler may fill as it likes. */
  readonly varying?: readonly string[];
}

/**
 * A device profile in TypeScript.
 *
 * @throws {ProfileError} naming everything that is wrong with it
 */
export function defineDevice({ overrides = {}, ...definition }: DeviceDefinition): DeviceProfile {
  const own = new Map(
    Object.entries(definition.frames).filter((entry): entry is [string, OwnFrame] => isOwn(entry[1])),
  );
  const plain = {
    ...definition,
    frames: Object.fromEntries(
      Object.entries(definition.frames).map(([name, frame]) => [
        name,
        isOwn(frame) ? { from: frame.from } : frame,
      ]),
    ),
  };
  const result = profileSchema.safeParse(plain);
  if (!result.success) throw new ProfileError(definition.name, schemaProblems(plain, result.error.issues));
  const problems = new Problems();
  const compiled = compileProfile(result.data, problems);
  const frames = new Map(
    [...compiled.frames].map(([name, type]) => [name, ownFrame(name, own.get(name)) ?? type]),
  );
  const profile = { ...compiled, frames, ...overrides };
  if (problems.found.length === 0) checkProfile(profile, problems);
  if (problems.found.length > 0) throw new ProfileError(definition.name, problems.found);
  return profile;
}

function isOwn(frame: object): frame is OwnFrame {
  return 'encode' in frame;
}

function ownFrame(name: string, frame: OwnFrame | undefined): FrameType | undefined {
  if (frame === undefined) return undefined;
  const { complete = (values) => values, varying = [], ...rest } = frame;
  return { ...rest, name, complete, varying: new Set(varying) };
}
