import type { Setting } from './settings.ts';

/** Whether the line that opens a listener asks for datagrams. */
export function isDatagram(opening: Setting | undefined): boolean {
  return opening !== undefined && /^(?:udp|dtls):/.test(opening.value);
}
