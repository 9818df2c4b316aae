import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where a file of fixtures/certificates is, seen from the built code. */
export function certificateFile(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/certificates/${name}`, import.meta.url));
}

/** The text of a file of fixtures/certificates. */
export function certificate(name: string): string {
  return readFileSync(certificateFile(name), 'utf8');
}
