import { type ErrorCode, isAlias, visit, type YAMLError } from 'yaml';
import type { Problem } from '../problem.ts';
import { positionOf, type YamlSource } from './source.ts';

/** The parser's own messages quote the file, and with it passwords; these do not. */
const words: Partial<Record<ErrorCode, string>> = {
  BAD_DQ_ESCAPE: 'unknown escape in double quotes: write \\\\ for a backslash, or use single quotes',
  BAD_INDENT: 'the indentation does not fit the lines above',
  BAD_SCALAR_START: 'a value cannot begin with this character: put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second ": " in one line: put the value in quotes',
  MISSING_CHAR: 'a quote, bracket, comma or colon is missing here or above',
  MULTILINE_IMPLICIT_KEY: 'a key without ":", or a key of several lines',
  MULTIPLE_DOCS: 'a second document begins: a configuration is one document',
  TAB_AS_INDENT: 'a tab as indentation: use spaces',
  TAG_RESOLVE_FAILED: 'unknown tag: put a value that begins with ! in quotes',
  UNEXPECTED_TOKEN: 'this does not belong here: put a value with special characters in quotes',
};

const noAnchors = 'anchors and aliases are not supported: put a value that begins with & or * in quotes';

/** What the file gets wrong as YAML. Where there is any, its content is not to be trusted. */
export function syntaxProblems(source: YamlSource): Problem[] {
  const { document } = source;
  const problems = [...document.errors, ...document.warnings].map((error: YAMLError) => ({
    ...positionOf(source, error.pos[0]),
    text: words[error.code] ?? `not valid YAML (${error.code})`,
  }));
  // A tree that the parser gave up on may be too deep, or too odd, to walk.
  return problems.length > 0 ? firstOfEachLine(problems) : anchorProblems(source);
}

/** The others of a line are, as a rule, consequences of its first. */
function firstOfEachLine(problems: readonly Problem[]): Problem[] {
  const lines = new Map<number, Problem>();
  for (const problem of problems) {
    if (!lines.has(problem.line)) {
      lines.set(problem.line, problem);
    }
  }
  return [...lines.values()];
}

function anchorProblems(source: YamlSource): Problem[] {
  const problems: Problem[] = [];
  visit(source.document, {
    Node(_key, node) {
      if (isAlias(node) || node.anchor !== undefined) {
        problems.push({ ...positionOf(source, node.range?.[0]), text: noAnchors });
      }
    },
  });
  return problems;
}
