import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { SuiteError } from '../gateway/suite-error.ts';
import { reasonOf } from '../gateway/target/reading-failure.ts';
import { TargetSource } from '../gateway/target/target-source.ts';
import { findHandlerRule, type HandlerRuleId } from './rules/handler-catalogue.ts';
import type { KnownHandlerFailure } from './run/verdict.ts';

const entry = 'an entry is a section with rule and reason';

const schema = z.array(
  z.strictObject(
    {
      rule: z
        .string(entry)
        .refine((id) => findHandlerRule(id) !== undefined, {
          error: ({ input }) => `there is no rule ${input}: \`exproto rules --handler\` lists them`,
        })
        .transform((id) => id as HandlerRuleId),
      reason: z
        .string('reason is missing, or no text: say why the rule is broken')
        .regex(/\S/, 'reason is empty: say why the rule is broken'),
    },
    entry,
  ),
  `the file is a list of entries: ${entry}`,
);

/**
 * Reads a list of rules that a handler is known to break, in the format of docs/verify.md.
 *
 * @throws {SuiteError} `KNOWN_FAILING_INVALID`, naming everything that is wrong with the file
 */
export function readKnownHandlerFailures(path: string): readonly KnownHandlerFailure[] {
  const source = new TargetSource(readText(path));
  const result = schema.safeParse(source.content);
  const problems = [
    ...source.problems,
    ...(result.error?.issues ?? []).map((issue) => ({
      line: source.lineOf(issue.path),
      text: issue.message,
    })),
  ];
  if (problems.length === 0 && result.success) return result.data;
  const lines = problems
    .toSorted((first, second) => first.line - second.line)
    .map(({ line, text }) => `${path}:${line}: ${text}`);
  throw new SuiteError('KNOWN_FAILING_INVALID', lines.join('\n'));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    const text = `${path}: ${reasonOf(cause)}: give the path of a list of known failures, which docs/verify.md describes`;
    throw new SuiteError('KNOWN_FAILING_INVALID', text, cause);
  }
}
