import type { Setting } from './settings.ts';

/** Whether the line that opens a listener asks for TLS, or for TLS on datagrams. */
export function encryptionOf(opening: Setting | undefined): 'tls' | 'dtls' | undefined {
  if (opening?.value.startsWith('ssl://') === true) return 'tls';
  return opening?.value.startsWith('dtls://') === true ? 'dtls' : undefined;
}
