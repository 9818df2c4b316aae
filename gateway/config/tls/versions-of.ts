import type { Parsed } from '../parsed.ts';
import type { TlsVersion } from '../tls-configuration.ts';

const all: readonly TlsVersion[] = ['tlsv1.2', 'tlsv1.3'];
const examples = { 'tlsv1.2': 'ECDHE-ECDSA-AES128-GCM-SHA256', 'tlsv1.3': 'TLS_AES_128_GCM_SHA256' };

/**
 * The versions to offer: those that are named, else those for which there is a cipher. A version
 * without one would be offered with all ciphers of OpenSSL, and not with those the user wants.
 */
export function versionsOf(
  named: readonly TlsVersion[] | undefined,
  ciphers: readonly string[] | undefined,
): Parsed<readonly TlsVersion[]> {
  if (ciphers === undefined) return { value: named ?? all };
  const served = all.filter((version) => ciphers.some((cipher) => versionOf(cipher) === version));
  const lacking = named?.find((version) => !served.includes(version));
  return lacking === undefined
    ? { value: named ?? served }
    : { problem: `none is for ${lacking}, add one such as ${examples[lacking]}, or leave the version out` };
}

function versionOf(cipher: string): TlsVersion {
  return cipher.startsWith('TLS_') ? 'tlsv1.3' : 'tlsv1.2';
}
