/** What can go wrong with a gateway as a whole. */
export type GatewayErrorCode =
  | 'ADDRESS_IN_USE'
  | 'ADDRESS_NOT_AVAILABLE'
  | 'TLS_UNUSABLE'
  | 'DTLS_UNAVAILABLE';

/** A gateway that can't do what it was configured for. The message names the thing, the value and the remedy. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: GatewayErrorCode;
  /** Facts such as the address, for programs. */
  readonly facts: Readonly<Record<string, string>>;

  constructor(
    code: GatewayErrorCode,
    message: string,
    facts: Readonly<Record<string, string>>,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.code = code;
    this.facts = facts;
  }
}
