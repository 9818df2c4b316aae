/** Something in a profile that its writer has to change. */
export interface ProfileProblem {
  /** From 1; missing where the profile is no file. */
  readonly line?: number;
  /** Names the field, the value and the remedy. */
  readonly text: string;
}

/** A device profile that can't be used. The message has a line for each problem. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
  readonly code = 'PROFILE_INVALID';
  readonly problems: readonly ProfileProblem[];

  /** @param place The file, or the name of the profile. */
  constructor(place: string, problems: readonly ProfileProblem[], cause?: unknown) {
    const lines = problems.map(
      ({ line, text }) => `${place}${line === undefined ? '' : `:${line}`}: ${text}`,
    );
    super(lines.join('\n'), cause === undefined ? {} : { cause });
    this.problems = problems;
  }
}
