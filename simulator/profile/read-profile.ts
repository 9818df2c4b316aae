import { readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSource, positionOf } from '../../gateway/config/yaml/source.ts';
import { checkProfile } from './check-profile.ts';
import { compileProfile } from './definition/compile-profile.ts';
import { Problems } from './definition/problems.ts';
import { profileSchema } from './definition/schema.ts';
import { placeProblems, schemaProblems } from './definition/yaml-problems.ts';
import type { DeviceProfile } from './device-profile.ts';
import { ProfileError } from './profile-error.ts';

/**
 * Reads a device profile: YAML in the format of docs/device-profiles.md, or a module whose default export is one that
 * `defineDevice` made.
 *
 * @throws {ProfileError} naming everything that is wrong with it, with its line
 */
export async function readProfile(path: string): Promise<DeviceProfile> {
  if (['.js', '.mjs', '.cjs', '.ts', '.mts'].includes(extname(path))) return importProfile(path);
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProfileError(
      path,
      [{ text: `it can't be read: ${reason}: give the path of a device profile` }],
      cause,
    );
  }
  return parseProfile(text, path);
}

/**
 * Reads a text in that format, as if it stood in the file.
 *
 * @throws {ProfileError} naming everything that is wrong with it, with its line
 */
export function parseProfile(text: string, path: string): DeviceProfile {
  const source = parseSource(text);
  const { errors, warnings } = source.document;
  const broken = [...errors, ...warnings].map(({ message, pos }) => ({
    line: positionOf(source, pos[0]).line,
    text: `not valid YAML: ${message}`,
  }));
  if (broken.length > 0) throw new ProfileError(path, broken);
  const content: unknown = source.document.toJS();
  const result = profileSchema.safeParse(content);
  if (!result.success)
    throw new ProfileError(path, placeProblems(source, schemaProblems(content, result.error.issues)));
  const problems = new Problems();
  const profile = compileProfile(result.data, problems);
  if (problems.found.length === 0) checkProfile(profile, problems);
  if (problems.found.length > 0) throw new ProfileError(path, placeProblems(source, problems.found));
  return profile;
}

async function importProfile(path: string): Promise<DeviceProfile> {
  let module: { readonly default?: unknown };
  try {
    module = (await import(pathToFileURL(resolve(path)).href)) as typeof module;
  } catch (cause) {
    if (cause instanceof ProfileError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProfileError(path, [{ text: `it can't be loaded: ${reason}` }], cause);
  }
  if (isProfile(module.default)) return module.default;
  throw new ProfileError(path, [
    { text: 'its default export is no profile: export default defineDevice({ ... })' },
  ]);
}

function isProfile(value: unknown): value is DeviceProfile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'framing' in value &&
    'frames' in value &&
    value.frames instanceof Map
  );
}
