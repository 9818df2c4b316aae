import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { invalidOption } from '../invalid-option.ts';
import { readProfile } from '../profile/read-profile.ts';
import type { DeviceScript } from './device-script.ts';
import { echoScript } from './echo-script.ts';
import { profileScript } from './profile-script.ts';

/** Profiles that are named without a file; our own target has a handler for each. */
export const builtInProfiles = ['echo', 'tracker'] as const;
export type BuiltInProfile = (typeof builtInProfiles)[number];

/** How devices talk, as far as an option says. */
export interface ScriptChoice {
  /** One of `builtInProfiles`, or the file of a device profile; `echo` where it is missing. */
  readonly profile?: string | undefined;
  /** Bytes of an echo frame. */
  readonly size: number;
  readonly seed: number;
}

export function isBuiltIn(profile: string): profile is BuiltInProfile {
  return builtInProfiles.some((name) => name === profile);
}

/**
 * Reads how devices talk.
 *
 * @throws {ProfileError} naming everything that is wrong with the profile, with its line
 * @throws {SimulatorError} `OPTION_INVALID` where there is no such file, or its devices send nothing of themselves
 */
export async function loadScript({ profile = 'echo', size, seed }: ScriptChoice): Promise<DeviceScript> {
  if (profile === 'echo') return echoScript(size);
  const read = await readProfile(fileOf(profile));
  try {
    return profileScript(read, seed);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw invalidOption('--profile', profile, cause.message, cause);
  }
}

function fileOf(profile: string): string {
  if (isBuiltIn(profile)) return builtInFile(profile);
  if (existsSync(profile)) return profile;
  const remedy = `there is no such file: give the path of a device profile, or one of ${builtInProfiles.join(', ')}`;
  throw invalidOption('--profile', profile, remedy);
}

function builtInFile(name: string): string {
  const exproto = createRequire(import.meta.url).resolve('#exproto');
  return join(exproto, `../../../fixtures/profiles/${name}.yaml`);
}
