import { displayKey } from '../display-value.ts';

/** The keys, and the positions in lists, that lead to a value. */
export type Path = readonly PropertyKey[];

/** The path as messages name it, such as `authentication.users[0].username`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') {
      return `${text}[${key}]`;
    }
    return text === '' ? displayKey(String(key)) : `${text}.${displayKey(String(key))}`;
  }, '');
}

/** What stands at the path, or undefined. */
export function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    content,
  );
}

/** Whether no message may show what stands there: a password, or something in its place. */
export function isSecret(path: Path): boolean {
  return path[0] === 'authentication' && path.at(-1) !== 'username';
}
