import type { Parsed } from '../parsed.ts';
import type { TlsConfiguration } from '../tls-configuration.ts';

/** Reads verify_peer and verify_none. */
export function parseVerify(value: string): Parsed<TlsConfiguration['verify']> {
  return value === 'verify_peer' || value === 'verify_none'
    ? { value }
    : { problem: 'expected verify_peer or verify_none' };
}
