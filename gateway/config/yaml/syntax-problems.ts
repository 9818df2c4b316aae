import { type ErrorCode, isAlias, isMap, isNode, isScalar, isSeq, type YAMLError } from 'yaml';
import type { Problem } from '../problem.ts';
import { type Path, pathText } from './path.ts';
import { offsetOf, type YamlSource } from './source.ts';

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

/** What the file gets wrong as YAML. Where there is any, its content is not to be trusted. */
export function syntaxProblems({ document, lines }: YamlSource): Problem[] {
  return [...document.errors, ...document.warnings].map((error: YAMLError) => {
    const { line, col } = lines.linePos(error.pos[0]);
    const text = words[error.code] ?? `not valid YAML (${error.code})`;
    return { line: Math.max(1, line), column: Math.max(1, col), text };
  });
}

/** What YAML allows and a configuration does not: a key twice, anchors and aliases. */
export function structureProblems({ document, lines }: YamlSource): Problem[] {
  const problems: Problem[] = [];
  const refuse = (node: unknown, text: string) =>
    problems.push({ line: lines.linePos(offsetOf(node) ?? 0).line, text });
  const inspect = (node: unknown, path: Path): void => {
    if (isAlias(node) || (isNode(node) && 'anchor' in node && node.anchor !== undefined)) {
      const remedy = 'anchors and aliases are not supported, put a value that begins with & or * in quotes';
      refuse(node, `${pathText(path)}: ${remedy}`);
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        inspect(item, [...path, index]);
      });
    } else if (isMap(node)) {
      const seen = new Map<string, number>();
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : '';
        const first = seen.get(name);
        if (first !== undefined) {
          refuse(key, `${pathText([...path, name])} is set twice, first in line ${first}`);
        } else if (name === '__proto__') {
          refuse(key, `unknown key ${pathText([...path, name])}`);
        }
        seen.set(name, first ?? lines.linePos(offsetOf(key) ?? 0).line);
        inspect(value, [...path, name]);
      }
    }
  };
  inspect(document.contents, []);
  return problems;
}
