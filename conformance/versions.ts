import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as z from 'zod';

const packageSchema = z.object({ version: z.string() });

/** What judges: the version of this package, and that of Node.js. */
export interface Versions {
  readonly suite: string;
  readonly node: string;
}

/** The versions that run now. */
export function currentVersions(): Versions {
  const file = createRequire(import.meta.url).resolve('#package.json');
  const { version } = packageSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { suite: version, node: process.versions.node };
}
