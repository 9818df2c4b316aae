/** What keeps the suite from judging. */
export type SuiteErrorCode =
  | 'TARGET_FILE_INVALID'
  | 'HANDLER_ADDRESS_TAKEN'
  | 'TARGET_UNREACHABLE'
  | 'TARGET_NEVER_CALLED'
  | 'UNKNOWN_TRANSPORT'
  | 'TARGET_DID_NOT_START'
  | 'TARGET_DIED'
  | 'NO_CONTAINER_ENGINE'
  | 'NO_CONTAINER_LIBRARY'
  | 'CONTAINER_IMAGE_MISSING'
  | 'UNKNOWN_RULE'
  | 'UNKNOWN_PATH'
  | 'KNOWN_FAILING_INVALID'
  | 'BUNDLE_INVALID'
  | 'HANDLER_UNREACHABLE'
  | 'HANDLER_WRONG_SERVICE'
  | 'HANDLER_DID_NOT_START'
  | 'HANDLER_DIED'
  | 'ADAPTER_ADDRESS_TAKEN'
  | 'SAMPLE_UNREADABLE'
  | 'REPORT_INVALID';

/** The suite could not judge: the message names the thing, the value and the remedy. */
export class SuiteError extends Error {
  override readonly name = 'SuiteError';
  readonly code: SuiteErrorCode;

  constructor(code: SuiteErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
