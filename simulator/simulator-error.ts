/** What can keep a simulation from beginning, or its report from being read. */
export type SimulatorErrorCode =
  | 'OPTION_INVALID'
  | 'THRESHOLD_INVALID'
  | 'TARGET_UNREACHABLE'
  | 'TOO_FEW_DESCRIPTORS'
  | 'PORTS_EXHAUSTED'
  | 'CREDENTIALS_UNUSABLE'
  | 'WORKER_DIED'
  | 'NATS_UNREACHABLE'
  | 'PARTS_MISSING'
  | 'REPORT_INVALID';

/** A simulation that can't be run as it was asked for. The message names the thing, the value and the remedy. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError';
  readonly code: SimulatorErrorCode;
  /** Such as the address or the number that is missing, for programs. */
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(
    code: SimulatorErrorCode,
    message: string,
    facts: Readonly<Record<string, string | number>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.facts = facts;
  }
}
