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
    const holds = path[0] === 'listeners' ? index > 3 : index > 0;
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

/** The keys around and beside the password and the pre-shared keys of a listener, whose values may be quoted. */
const openTlsKeys = [
  ...['certfile', 'keyfile', 'cacertfile', 'verify', 'fail_if_no_peer_cert', 'versions', 'ciphers'],
  ...['honor_cipher_order', 'handshake_timeout', 'mtu'],
];

/**
 * Whether no message may quote what stands there: a password, or a text that can hold one, such
 * as a whole file in which each colon lacks its space.
 */
export function isSecret(path: Path): boolean {
  const [first, transport, , section, key] = path;
  if (first === 'listeners' && (transport === 'tls' || transport === 'dtls')) {
    return path.length < 4 || (section === transport && !openTlsKeys.includes(String(key)));
  }
  return (
    path.length === 0 ||
    (first === 'listeners' && path.length === 1) ||
    (first === 'authentication' && path.at(-1) !== 'username')
  );
}

/** In `{username: u, password:secret}`, which lacks a space, the password is part of a key. */
function credentialKey(key: string): string {
  const known = ['users', 'username', 'password', 'psk', 'identity', 'key', ...openTlsKeys];
  return nearestWord(key, known) === undefined ? '(not shown)' : displayKey(key);
}
