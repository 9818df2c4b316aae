import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { SuiteError } from '../gateway/suite-error.ts';
import { reasonOf } from '../gateway/target/reading-failure.ts';
import { TargetSource } from '../gateway/target/target-source.ts';
import type { KnownFailure } from '../judge/known-failure.ts';
import { findRule } from '../rules/catalogue.ts';
import { transports } from '../rules/transport.ts';

const keys = 'rule, transport and reason';

const entrySchema = z.strictObject(
  {
    rule: z
      .string('rule is missing, or no text: give the id of a rule, as `exproto rules` lists them')
      .transform((id, context) => {
        const rule = findRule(id);
        if (rule !== undefined) return rule.id;
        context.addIssue({ code: 'custom', message: `there is no rule ${id}: \`exproto rules\` lists them` });
        return z.NEVER;
      }),
    transport: z.enum(transports, `transport has to be one of ${transports.join(', ')}`).optional(),
    reason: z
      .string('reason is missing, or no text: say why the rule is broken')
      .regex(/\S/, 'reason is empty: say why the rule is broken'),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys?.join(', ')} is unknown here: an entry has ${keys}`
        : `an entry is a section with ${keys}`,
  },
);

const schema = z.array(entrySchema, `the file is a list of entries, each with ${keys}`);

/**
 * Reads a list of rules that a gateway is known to break, in the format of docs/certify.md.
 *
 * @throws {SuiteError} `KNOWN_FAILING_INVALID`, naming everything that is wrong with the file
 */
export function readKnownFailing(path: string): readonly KnownFailure[] {
  const source = new TargetSource(readText(path));
  refuse(path, source.problems);
  const result = schema.safeParse(source.content);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => {
      const key = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
      return { line: source.lineOf([...issue.path, ...key]), text: issue.message };
    });
    throw invalid(path, problems);
  }
  const entries = result.data.map(({ rule, transport, reason }) => ({
    rule,
    ...(transport === undefined ? {} : { transport }),
    reason,
  }));
  refuse(
    path,
    contradictions(entries).map(({ index, text }) => ({ line: source.lineOf([index]), text })),
  );
  return entries;
}

/** Entries that say nothing, since another one says it or the rule is not about their transport. */
function contradictions(entries: readonly KnownFailure[]) {
  return entries.flatMap(({ rule, transport }, index) => {
    const about = findRule(rule)?.transports;
    if (transport !== undefined && about?.includes(transport) === false)
      return [{ index, text: `${rule} is not about ${transport}: it is about ${about.join(', ')}` }];
    const overlaps = (other: KnownFailure) =>
      other.rule === rule && (other.transport ?? transport) === (transport ?? other.transport);
    const stands = entries.slice(0, index).some(overlaps);
    return stands ? [{ index, text: `${rule} stands in the list already: remove one of the entries` }] : [];
  });
}

interface Problem {
  readonly line: number;
  readonly text: string;
}

function refuse(path: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw invalid(path, problems);
}

function invalid(path: string, problems: readonly Problem[]): SuiteError {
  const lines = problems
    .toSorted((first, second) => first.line - second.line)
    .map(({ line, text }) => `${path}:${line}: ${text}`);
  return new SuiteError('KNOWN_FAILING_INVALID', lines.join('\n'));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    const text = `${path}: ${reasonOf(cause)}: give the path of a list of known failures, which docs/certify.md describes`;
    throw new SuiteError('KNOWN_FAILING_INVALID', text, cause);
  }
}
