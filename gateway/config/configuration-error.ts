/** What went wrong: the file could not be read at all, or what it says is not acceptable. */
export type ConfigurationErrorCode = 'CONFIGURATION_INVALID' | 'CONFIGURATION_UNREADABLE';

/** Thrown where a configuration cannot be used. It never holds a password. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** Stable: programs may compare it. */
  readonly code: ConfigurationErrorCode;
  /** The path as it was given. */
  readonly file: string;
  /** One line each, in the order of the file: `file:line: key is value: expected ...`. */
  readonly problems: readonly string[];

  constructor(code: ConfigurationErrorCode, file: string, problems: readonly string[]) {
    super(problems.join('\n'));
    this.code = code;
    this.file = file;
    this.problems = problems;
  }
}
