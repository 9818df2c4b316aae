/** How devices reach a gateway, in the order of `SocketType`. */
export const transports = ['tcp', 'ssl', 'udp', 'dtls'] as const;

export type Transport = (typeof transports)[number];

/** Bytes without borders. */
export const streams: readonly Transport[] = ['tcp', 'ssl'];

/** Bytes in pieces that stay as they are. */
export const datagrams: readonly Transport[] = ['udp', 'dtls'];

/** A device can say that it goes, and a gateway can hear it. */
export const connected: readonly Transport[] = ['tcp', 'ssl', 'dtls'];

/** A handshake comes before everything. */
export const encrypted: readonly Transport[] = ['ssl', 'dtls'];

export function isStream(transport: Transport): boolean {
  return streams.includes(transport);
}
