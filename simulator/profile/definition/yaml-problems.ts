import type * as z from 'zod';
import { nearestWord } from '../../../gateway/config/nearest-word.ts';
import { lineOf, type YamlSource } from '../../../gateway/config/yaml/source.ts';
import type { ProfileProblem } from '../profile-error.ts';

type Issue = z.core.$ZodIssue;

/** What the schema refuses, at the lines of the file, in the words of the file. */
export function schemaProblems(
  content: unknown,
  issues: readonly Issue[],
): readonly { path: PropertyKey[]; text: string }[] {
  return issues.flatMap((issue) => insideUnion(content, issue)).flatMap((issue) => textsOf(content, issue));
}

/** Puts problems at their lines. */
export function placeProblems(
  source: YamlSource,
  problems: readonly { readonly path: readonly PropertyKey[]; readonly text: string }[],
): readonly ProfileProblem[] {
  return problems
    .map(({ path, text }) => ({ line: lineOf(source, [...path]), text }))
    .toSorted((first, second) => first.line - second.line);
}

/** A section that has the mark of one of the alternatives is judged by that one. */
function insideUnion(content: unknown, issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const value = valueAt(content, issue.path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [issue];
  const best = issue.errors.find((alternative) =>
    alternative.every(
      ({ path, code }) => path.length > 0 || (code === 'unrecognized_keys' && 'field' in value),
    ),
  );
  if (best === undefined || best.length === 0) return [issue];
  return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function textsOf(content: unknown, issue: Issue) {
  const { path } = issue;
  const name = path.length === 0 ? 'the profile' : path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys')
    return [{ path, text: `${name}${stateOf(content, path)}: ${issue.message}` }];
  return issue.keys.map((key) => {
    const nearest = nearestWord(key, knownKeys);
    const suggestion =
      nearest === undefined ? 'remove it, or see docs/device-profiles.md' : `did you mean ${nearest}?`;
    return {
      path: [...path, key],
      text: `${[...path, key].map(String).join('.')} is an unknown key: ${suggestion}`,
    };
  });
}

const knownKeys = [
  ...['name', 'description', 'transports', 'device', 'framing', 'envelope', 'frames', 'login', 'exchanges'],
  ...[
    'commands',
    'heartbeat',
    'silence',
    'garbage',
    'refusals',
    'start',
    'end',
    'delimiter',
    'length',
    'fixed',
  ],
  ...[
    'minimum',
    'maximum',
    'escape',
    'field',
    'type',
    'size',
    'endian',
    'value',
    'values',
    'counter',
    'plus',
  ],
  ...[
    'checksum',
    'over',
    'any',
    'from',
    'text',
    'content',
    'set',
    'send',
    'reply',
    'clientid',
    'before',
    'publish',
  ],
  ...[
    'topic',
    'payload',
    'qos',
    'varies',
    'receive',
    'answer',
    'every',
    'bytes',
    'integer',
    'decimal',
    'places',
  ],
  ...['digits', 'characters', 'hex', 'choose'],
];

function stateOf(content: unknown, path: readonly PropertyKey[]): string {
  const value = valueAt(content, path);
  if (value === undefined) return ' is missing';
  if (value === null) return ' is empty';
  if (Array.isArray(value)) return ' is a list';
  if (typeof value === 'object') return ' is a section';
  return ` is ${JSON.stringify(value).slice(0, 80)}`;
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    content,
  );
}
