import { ConfigurationError } from './configuration-error.ts';

/** Something in a file that its writer should know. Lines and columns count from 1. */
export interface Problem {
  /** Where it is another file than the one that is read: one that it includes. */
  readonly file?: string;
  readonly line: number;
  readonly column?: number;
  readonly text: string;
}

/** The problems as lines that editors and terminals can follow, in the order of the file. */
export function problemLines(file: string, problems: readonly Problem[]): string[] {
  const inOrder = problems.toSorted(
    (first, second) =>
      Number((first.file ?? file) !== file) - Number((second.file ?? file) !== file) ||
      (first.file ?? file).localeCompare(second.file ?? file) ||
      first.line - second.line ||
      (first.column ?? 0) - (second.column ?? 0),
  );
  return inOrder.map(({ file: other = file, line, column, text }) =>
    column === undefined ? `${other}:${line}: ${text}` : `${other}:${line}:${column}: ${text}`,
  );
}

/** The error for a file with these problems. */
export function invalid(file: string, problems: readonly Problem[]): ConfigurationError {
  return new ConfigurationError('CONFIGURATION_INVALID', file, problemLines(file, problems));
}

/** Throws a ConfigurationError where there are problems. */
export function refuseProblems(file: string, problems: readonly Problem[]): void {
  if (problems.length > 0) {
    throw invalid(file, problems);
  }
}
