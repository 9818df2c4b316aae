import type { TlsConfiguration, TlsVersion } from '../tls-configuration.ts';

/** What a file says of a listener's TLS, before the files that it names are read. */
export interface TlsSettings
  extends Pick<TlsConfiguration, 'verify' | 'failIfNoPeerCert' | 'honorCipherOrder' | 'handshakeTimeout'> {
  readonly certfile: string;
  readonly keyfile: string;
  readonly password: string | undefined;
  readonly cacertfile: string | undefined;
  readonly versions: readonly TlsVersion[] | undefined;
  readonly ciphers: readonly string[] | undefined;
}

/** The keys that can be to blame for TLS that can't be used. */
export type TlsKey =
  | 'certfile'
  | 'keyfile'
  | 'password'
  | 'cacertfile'
  | 'fail_if_no_peer_cert'
  | 'versions'
  | 'ciphers';

/** What the user must be told of a key: ` is VALUE: ` and the reason with its remedy. It holds no password. */
export interface TlsFinding {
  readonly key: TlsKey;
  readonly text: string;
}

/** What came of the settings: no configuration where there are problems. */
export interface LoadedTls {
  readonly configuration: TlsConfiguration | undefined;
  readonly problems: readonly TlsFinding[];
  readonly warnings: readonly TlsFinding[];
}
