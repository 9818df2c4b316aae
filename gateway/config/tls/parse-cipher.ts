import { getCiphers } from 'node:tls';
import { nearestWord } from '../nearest-word.ts';
import type { Parsed } from '../parsed.ts';

const names = getCiphers().map((name) => name.toUpperCase());

/** Reads OpenSSL's name of a cipher, such as `ECDHE-ECDSA-AES128-GCM-SHA256`. */
export function parseCipher(value: unknown): Parsed<string> {
  const name = typeof value === 'string' ? value.toUpperCase() : '';
  if (names.includes(name)) return { value: name };
  const nearest = nearestWord(name, names);
  const example = nearest ?? 'ECDHE-ECDSA-AES128-GCM-SHA256 or TLS_AES_128_GCM_SHA256';
  return { problem: `expected a cipher of OpenSSL, such as ${example}` };
}
