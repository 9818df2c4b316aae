import { readFileSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import { SuiteError } from '../suite-error.ts';
import { CertificateFiles } from './certificate-files.ts';
import { reasonOf } from './reading-failure.ts';
import type { Target } from './target.ts';
import { targetProblems } from './target-problems.ts';
import { targetSchema } from './target-schema.ts';
import { type TargetProblem, TargetSource } from './target-source.ts';
import { toTarget } from './to-target.ts';

/**
 * Reads a target file in the format of docs/certify.md, and the certificates that it names.
 *
 * @throws {SuiteError} `TARGET_FILE_INVALID`, naming everything that is wrong with the file
 */
export function readTarget(path: string): Target {
  return parseTarget(readText(path), path);
}

/**
 * Reads a text in that format, as if it stood in the file.
 *
 * @throws {SuiteError} `TARGET_FILE_INVALID`, naming everything that is wrong with the text
 */
export function parseTarget(text: string, path: string): Target {
  const source = new TargetSource(text);
  refuse(path, source.problems);
  const result = targetSchema.safeParse(source.content);
  if (!result.success) throw invalid(path, targetProblems(source, result.error.issues));
  const files = new CertificateFiles(dirname(path));
  const target = toTarget(result.data, basename(path, extname(path)), files);
  refuse(
    path,
    files.problems.map((problem) => ({
      line: source.lineOf(problem.path),
      text: `${problem.path.join('.')} ${problem.text}`,
    })),
  );
  return { ...target, file: path };
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
