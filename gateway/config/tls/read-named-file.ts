import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Parsed } from '../parsed.ts';
import { readingFailure } from '../reading-failure.ts';

/** Reads a file that a configuration names; a relative name counts from the configuration's folder. */
export function readNamedFile(folder: string, name: string, content: string): Parsed<string> {
  const path = resolve(folder, name);
  try {
    return { value: readFileSync(path, 'utf8') };
  } catch (error) {
    const place = path === name ? '' : ` at ${path}`;
    return { problem: `${readingFailure(error)}${place}, expected a PEM file with ${content}` };
  }
}
