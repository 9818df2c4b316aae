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
    const section = tlsSectionOf(path);
    const holds = section === undefined ? index > (path[0] === 'listeners' ? 3 : 0) : index > section;
    const shown = holds && isSecret(path) ? credentialKey(String(key)) : displayKey(String(key));
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

/** The keys around and beside the passwords and pre-shared keys of TLS and DTLS, whose values may be quoted. */
const openTlsKeys = [
  ...['certfile', 'keyfile', 'cacertfile', 'verify', 'fail_if_no_peer_cert', 'versions', 'ciphers'],
  ...['honor_cipher_order', 'handshake_timeout', 'mtu', 'server_name'],
];

/**
 * Whether no message may quote what stands there: a password, or a text that can hold one, such
 * as a whole file in which each colon lacks its space.
 */
export function isSecret(path: Path): boolean {
  const section = tlsSectionOf(path);
  if (section !== undefined) return !openTlsKeys.includes(String(path[section + 1]));
  return (
    path.length === 0 || isAboveTls(path) || (path[0] === 'authentication' && path.at(-1) !== 'username')
  );
}

/** Whether a section with a password may stand there, or below. */
function isAboveTls({ 0: first, 3: fourth, length }: Path): boolean {
  if (first === 'listeners') return length < 4 || (length === 4 && fourth === 'handler');
  return (first === 'adapter' || first === 'handler') && length === 1;
}

/** Where in the path the `tls` is below which a password may stand. */
function tlsSectionOf(path: Path): number | undefined {
  const [first, second, , fourth, fifth] = path;
  if (first === 'adapter' || first === 'handler') return second === 'tls' ? 1 : undefined;
  if (first !== 'listeners') return undefined;
  if (fourth === 'handler') return fifth === 'tls' ? 4 : undefined;
  return fourth === 'tls' || fourth === 'dtls' ? 3 : undefined;
}

/** In `{username: u, password:secret}`, which lacks a space, the password is part of a key. */
function credentialKey(key: string): string {
  const known = ['users', 'username', 'password', 'psk', 'identity', 'key', ...openTlsKeys];
  return nearestWord(key, known) === undefined ? '(not shown)' : displayKey(key);
}
