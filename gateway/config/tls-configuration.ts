/** A version of TLS that a listener can offer. */
export type TlsVersion = 'tlsv1.2' | 'tlsv1.3';

/** How a listener proves who it is, and whom it lets in. Certificates and keys are PEM texts, not file names. */
export interface TlsConfiguration {
  /** The files that the texts came from, for a configuration that is written again. */
  readonly files?: { readonly certfile: string; readonly keyfile: string; readonly cacertfile?: string };
  /** The listener's certificate, followed by those that lead to its authority. */
  readonly certificate: string;
  /** The private key of the certificate. */
  readonly key: string;
  /** What an encrypted `key` is opened with. */
  readonly password?: string;
  /** Those whose signature makes a device's certificate good. Needed with `verify_peer`. */
  readonly certificateAuthorities?: string;
  /** `verify_peer` asks each device for a certificate, and refuses a device with a wrong one. */
  readonly verify: 'verify_peer' | 'verify_none';
  /** With `verify_peer`: whether a device without a certificate is refused, too. */
  readonly failIfNoPeerCert: boolean;
  readonly versions: readonly TlsVersion[];
  /** OpenSSL's names, the preferred one first; those of OpenSSL itself where it is missing. */
  readonly ciphers?: readonly string[];
  /** Whether the listener's order of ciphers outweighs the device's. */
  readonly honorCipherOrder: boolean;
  /** Milliseconds from the connection to the end of the handshake. */
  readonly handshakeTimeout: number;
}

/** How the gateway makes sure of the handler, and shows who it is itself. Certificates and keys are PEM texts. */
export interface HandlerTlsConfiguration {
  /** The files that the texts came from, for a configuration that is written again. */
  readonly files?: { readonly certfile?: string; readonly keyfile?: string; readonly cacertfile?: string };
  /** The gateway's own certificate, for a handler that asks for one, followed by those that lead to its authority. */
  readonly certificate?: string;
  /** The private key of the certificate. */
  readonly key?: string;
  /** What an encrypted `key` is opened with. */
  readonly password?: string;
  /** Those whose signature makes the handler's certificate good; where they are missing, those that Node.js trusts. */
  readonly certificateAuthorities?: string;
  /** `verify_peer` refuses a handler whose certificate is not good, or is for another name. */
  readonly verify: 'verify_peer' | 'verify_none';
  /** The name that the certificate must be for, and that is asked for; the host of the URL where it is missing. */
  readonly serverName?: string;
}
