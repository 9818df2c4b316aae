import type { Parsed } from '../parsed.ts';
import type { TlsVersion } from '../tls-configuration.ts';

/** Reads the name of a version of TLS. */
export function parseVersion(value: string): Parsed<TlsVersion> {
  return value === 'tlsv1.2' || value === 'tlsv1.3'
    ? { value }
    : { problem: 'expected tlsv1.2, tlsv1.3 or both' };
}
