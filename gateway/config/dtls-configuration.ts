import type { DtlsServerCredentials } from '../dtls/credentials.ts';

/** How a DTLS listener proves who it is, and whom it lets in. Certificates and keys are PEM texts, not file names. */
export interface DtlsConfiguration extends DtlsServerCredentials {
  /** The files that the texts came from, for a configuration that is written again. */
  readonly files?: { readonly certfile: string; readonly keyfile: string; readonly cacertfile?: string };
  /** Milliseconds from a device's first message to the end of the handshake. */
  readonly handshakeTimeout: number;
  /** The largest datagram of a handshake, in bytes, without the headers of UDP and IP: 256 to 16384. */
  readonly mtu: number;
}
