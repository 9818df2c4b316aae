import { readFileSync } from 'node:fs';
import { SuiteError } from '../gateway/suite-error.ts';
import { reasonOf } from '../gateway/target/reading-failure.ts';
import { handlerReportSchema } from '../handler/report/handler-report-schema.ts';
import { reportSchema } from './report-schema.ts';
import type { AnyReport } from './to-judged-run.ts';

/**
 * Reads a report that `exproto certify --json` or `exproto verify --json` wrote.
 *
 * @throws {SuiteError} `REPORT_INVALID`
 */
export function readReport(path: string): AnyReport {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw invalid(path, cause instanceof SyntaxError ? 'it is no JSON' : reasonOf(cause), cause);
  }
  const isOfHandler = typeof content === 'object' && content !== null && 'handler' in content;
  const result = (isOfHandler ? handlerReportSchema : reportSchema).safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalid(path, `${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
}

function invalid(path: string, reason: string, cause?: unknown): SuiteError {
  const text = `${path} is no report (${reason}): give a file that \`exproto certify --json\` or \`exproto verify --json\` wrote`;
  return new SuiteError('REPORT_INVALID', text, cause);
}
