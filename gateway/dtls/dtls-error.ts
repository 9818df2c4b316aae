/** What can go wrong with DTLS. */
export type DtlsErrorCode =
  /** The OpenSSL of this process can't be called. */
  | 'DTLS_UNAVAILABLE'
  /** A certificate, key, authority or cipher that can't be used. */
  | 'DTLS_CREDENTIALS_UNUSABLE'
  /** No handshake was reached: refused by one side, or not finished in time. */
  | 'DTLS_HANDSHAKE_FAILED'
  /** More bytes than one record holds. */
  | 'DTLS_MESSAGE_TOO_LONG'
  /** The session has ended. */
  | 'DTLS_CLOSED';

/** DTLS that can't be had, or not with this peer. The message names the thing, the value and the remedy. */
export class DtlsError extends Error {
  override readonly name = 'DtlsError';
  readonly code: DtlsErrorCode;
  /** Such as the symbol that is missing, or the reason that OpenSSL gives. */
  readonly facts: Readonly<Record<string, string>>;

  constructor(
    code: DtlsErrorCode,
    message: string,
    facts: Readonly<Record<string, string>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.facts = facts;
  }
}
