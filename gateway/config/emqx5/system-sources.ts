import { readFileSync } from 'node:fs';
import type { HoconSources } from '../hocon/sources.ts';
import { readingFailure } from '../reading-failure.ts';

/** The files and the environment of this machine. */
export const systemSources: HoconSources = {
  environment: process.env,
  read(path) {
    try {
      return { text: readFileSync(path, 'utf8') };
    } catch (error) {
      const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      return missing ? { text: undefined } : { problem: readingFailure(error) };
    }
  },
};
