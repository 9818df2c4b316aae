/** The transports that are measured. */
export const transports = ['tcp', 'tls', 'udp', 'dtls'] as const;

export type Transport = (typeof transports)[number];
