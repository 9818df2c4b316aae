import type { Setting } from './settings.ts';

/** Whether the line that opens a listener asks for TLS. */
export function isTls(opening: Setting | undefined): boolean {
  return opening?.value.startsWith('ssl://') === true;
}
