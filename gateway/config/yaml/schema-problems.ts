import type * as z from 'zod';
import { displayValue } from '../display-value.ts';
import { nearestWord } from '../nearest-word.ts';
import type { Problem } from '../problem.ts';
import { allowedKeys } from './allowed-keys.ts';
import { isSecret, type Path, pathText, valueAt } from './path.ts';
import { yamlSchema } from './schema.ts';
import { lineOf, type YamlSource } from './source.ts';

/** What the schema refuses, in the words and at the lines of the user's file. */
export function schemaProblems(
  source: YamlSource,
  content: unknown,
  issues: readonly z.core.$ZodIssue[],
): Problem[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        line: lineOf(source, [...issue.path, key]),
        text: unknownKey(issue.path, key),
      }));
    }
    const found = issue.code === 'invalid_key' ? '' : foundText(content, issue.path);
    const name = issue.path.length === 0 ? 'the file' : pathText(issue.path);
    return [{ line: lineOf(source, issue.path), text: `${name}${found}: ${issue.message}` }];
  });
}

function foundText(content: unknown, path: Path): string {
  const value = valueAt(content, path);
  if (value === undefined) {
    return ' is missing';
  }
  if (value === null) {
    return ' is empty';
  }
  return isSecret(path) && typeof value !== 'object' ? ' is not valid' : ` is ${displayValue(value)}`;
}

function unknownKey(path: Path, key: string): string {
  const name = pathText([...path, key]);
  const allowed = allowedKeys(yamlSchema, path);
  const nearest = name === 'listeners.ssl' ? 'tls' : nearestWord(key, allowed);
  const suggestion = nearest === undefined ? '' : `did you mean ${nearest}? `;
  return `unknown key ${name}: ${suggestion}expected one of ${allowed.join(', ')}`;
}
