import { displayKey } from '../display-value.ts';
import { nearestWord } from '../nearest-word.ts';

/** The keys, and the positions in lists, that lead to a value. */
export type Path = readonly PropertyKey[];

/** The path as messages name it, such as `authentication.users[0].username`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key, index) => {
    if (typeof key === 'number') {
      return `${text}[${key}]`;
    }
    const shown = index > 0 && isSecret(path) ? credentialKey(String(key)) : displayKey(String(key));
    return text === '' ? shown : `${text}.${shown}`;
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

/**
 * Whether no message may quote what stands there: a password, or a text that can hold one, such
 * as a whole file in which each colon lacks its space.
 */
export function isSecret(path: Path): boolean {
  return path.length === 0 || (path[0] === 'authentication' && path.at(-1) !== 'username');
}

/** In `{username: u, password:secret}`, which lacks a space, the password is part of a key. */
function credentialKey(key: string): string {
  return nearestWord(key, ['users', 'username', 'password']) === undefined ? '(not shown)' : displayKey(key);
}
