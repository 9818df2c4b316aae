import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { SuiteError } from '../suite-error.ts';
import type { Target } from './target.ts';
import { targetProblems } from './target-problems.ts';
import { targetSchema } from './target-schema.ts';
import { type TargetProblem, TargetSource } from './target-source.ts';
import { toTarget } from './to-target.ts';

/**
 * Reads a target file in the format of docs/certify.md.
 *
 * @throws {SuiteError} `TARGET_FILE_INVALID`, naming everything that is wrong with the file
 */
export function readTarget(path: string): Target {
  const source = new TargetSource(readText(path));
  refuse(path, source.problems);
  const result = targetSchema.safeParse(source.content);
  if (!result.success) throw invalid(path, targetProblems(source, result.error.issues));
  return toTarget(result.data, basename(path, extname(path)));
}

function refuse(path: string, problems: readonly TargetProblem[]): void {
  if (problems.length > 0) throw invalid(path, problems);
}

function invalid(path: string, problems: readonly TargetProblem[]): SuiteError {
  const lines = problems.map(({ line, text }) => `${path}:${line}: ${text}`);
  return new SuiteError('TARGET_FILE_INVALID', lines.join('\n'));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    const text = `${path}: ${reasonOf(cause)}: give the path of a target file, which docs/certify.md describes`;
    throw new SuiteError('TARGET_FILE_INVALID', text, cause);
  }
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
      return 'permission to read it is denied';
    case 'EISDIR':
      return 'it is a directory';
    default:
      return cause instanceof Error ? cause.message : String(cause);
  }
}
