import { createPrivateKey, type KeyObject } from 'node:crypto';

/** The key of a PEM text, or which of the two settings is to blame, and why. */
export type ReadKey =
  | { readonly value: KeyObject }
  | { readonly key: 'keyfile' | 'password'; readonly problem: string };

/** Opens a private key, with its password where it is encrypted. */
export function readPrivateKey(text: string, password: string | undefined): ReadKey {
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    const problem = 'it holds no private key, expected PEM that begins with -----BEGIN PRIVATE KEY-----';
    return { key: 'keyfile', problem };
  }
  const encrypted = /ENCRYPTED/.test(text);
  if (encrypted && password === undefined) {
    return { key: 'keyfile', problem: 'the key is encrypted, add its password' };
  }
  try {
    return { value: createPrivateKey({ key: text, format: 'pem', passphrase: password }) };
  } catch {
    return encrypted
      ? {
          key: 'password',
          problem: 'it does not open the key in keyfile, expected the one it was encrypted with',
        }
      : { key: 'keyfile', problem: 'the key is damaged, expected a PEM file as it was made' };
  }
}
