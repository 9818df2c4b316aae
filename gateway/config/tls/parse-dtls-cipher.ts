import { getCiphers } from 'node:tls';
import { nearestWord } from '../nearest-word.ts';
import type { Parsed } from '../parsed.ts';

/** What small devices like to speak, and Node.js does not offer on TLS. */
const counterModes = ['', '8'].flatMap((size) =>
  ['ECDHE-ECDSA-', 'DHE-RSA-', '', 'PSK-', 'DHE-PSK-'].flatMap((exchange) =>
    ['AES128', 'AES256'].map((cipher) => `${exchange}${cipher}-CCM${size}`),
  ),
);

const names = [
  ...getCiphers()
    .map((name) => name.toUpperCase())
    .filter((name) => !name.startsWith('TLS_')),
  ...counterModes,
  // OpenSSL takes these for ciphers: a level below the usual one lets weaker ones in.
  ...['@SECLEVEL=0', '@SECLEVEL=1', '@SECLEVEL=2', '@SECLEVEL=3'],
];

/** Reads OpenSSL's name of a cipher of DTLS 1.2, such as `PSK-AES128-CCM8`. */
export function parseDtlsCipher(value: unknown): Parsed<string> {
  const name = typeof value === 'string' ? value.toUpperCase() : '';
  if (names.includes(name)) return { value: name };
  const example = nearestWord(name, names) ?? 'ECDHE-ECDSA-AES128-GCM-SHA256 or PSK-AES128-GCM-SHA256';
  return { problem: `expected a cipher of DTLS 1.2, such as ${example}` };
}
