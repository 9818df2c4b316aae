import type * as z from 'zod';
import type { TargetProblem, TargetSource } from './target-source.ts';

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** What the schema refuses in a file, in the order of its lines. */
export function targetProblems(source: TargetSource, issues: readonly Issue[]): readonly TargetProblem[] {
  const { content } = source;
  return issues
    .flatMap((issue) => insideSection(content, issue))
    .flatMap((issue) =>
      textsOf(content, issue).map(({ path, text }) => ({ line: source.lineOf(path), text })),
    )
    .toSorted((first, second) => first.line - second.line);
}

/** Where a section was written in place of a word, what is wrong is inside the section. */
function insideSection(content: unknown, issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || displayValue(valueAt(content, issue.path)) !== 'a section') {
    return [issue];
  }
  const inside = issue.errors.at(-1) ?? [];
  return inside.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function textsOf(content: unknown, issue: Issue): readonly { readonly path: Path; readonly text: string }[] {
  const { path } = issue;
  if (issue.code !== 'unrecognized_keys') {
    const name = path.length === 0 ? 'the file' : nameOf(path);
    return [{ path, text: `${name} ${stateOf(content, path)}: ${issue.message}` }];
  }
  return issue.keys.map((key) => {
    const shown = !isSecret([...path, key]) && /^[\w-]+$/.test(key) ? key : '(not shown)';
    const text = `${nameOf([...path, shown])} is an unknown key: ${issue.message}`;
    return { path: [...path, key], text };
  });
}

function stateOf(content: unknown, path: Path): string {
  const value = valueAt(content, path);
  if (value === undefined) return 'is missing';
  if (value === null) return 'is empty';
  return isSecret(path) && typeof value !== 'object' ? 'is not valid' : `is ${displayValue(value)}`;
}

/** Sections with a password, and texts that can hold one because their writer forgot a space. */
function isSecret(path: Path): boolean {
  const inside = path.includes('credentials') || path.includes('authentication');
  if (path.includes('environment')) return true;
  return (inside && path.at(-1) !== 'username') || ['', 'refusals'].includes(nameOf(path));
}

function nameOf(path: Path): string {
  return path.map((key) => String(key)).join('.');
}

function displayValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a section';
  const shown = JSON.stringify(value) ?? String(value);
  return shown.length > 80 ? `${shown.slice(0, 80)}...` : shown;
}

function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    content,
  );
}
