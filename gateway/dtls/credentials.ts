/** A key that both sides know already, and what the device says to tell which one it is. */
export interface PreSharedKey {
  /** Text of at most 128 bytes. */
  readonly identity: string;
  /** 1 to 256 bytes. */
  readonly key: Uint8Array;
}

/** How a server proves who it is, and whom it lets in. Certificates and keys are PEM texts. */
export interface DtlsServerCredentials {
  /** Its certificate, followed by those that lead to its authority. Not needed beside `psk`. */
  readonly certificate?: string;
  /** The private key of the certificate. */
  readonly key?: string;
  /** What an encrypted `key` is opened with. */
  readonly password?: string;
  /** Those whose signature makes a device's certificate good. Needed with `verify_peer`. */
  readonly certificateAuthorities?: string;
  /** `verify_peer` asks each device for a certificate, and refuses a device with a wrong one. */
  readonly verify: 'verify_peer' | 'verify_none';
  /** With `verify_peer`: whether a device without a certificate is refused, too. */
  readonly failIfNoPeerCert: boolean;
  /** OpenSSL's names, the preferred one first; those of OpenSSL itself where it is missing. */
  readonly ciphers?: readonly string[];
  /** Devices that know one of these are let in, whatever `verify` says: they show no certificate. */
  readonly psk?: readonly PreSharedKey[];
}

/** How a client proves who it is, and whom it trusts. Certificates and keys are PEM texts. */
export interface DtlsClientCredentials {
  /** The authorities of the server's certificate. Needed unless there is a `psk`, or `verify` is false. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly password?: string;
  readonly psk?: PreSharedKey;
  /** OpenSSL's names, such as `PSK-AES128-GCM-SHA256`. */
  readonly ciphers?: readonly string[];
  /** The name that the server's certificate must have, if any; also sent to it. An address is only compared. */
  readonly servername?: string;
  /** False takes any certificate. */
  readonly verify?: boolean;
}
