import { DtlsError } from '../dtls/dtls-error.ts';
import { GatewayError } from '../gateway-error.ts';

/** A listener that has no DTLS, or none with what it was configured for, as the gateway tells it. */
export function dtlsListeningError(what: string, cause: unknown): unknown {
  if (!(cause instanceof DtlsError)) return cause;
  const code = cause.code === 'DTLS_UNAVAILABLE' ? cause.code : 'TLS_UNUSABLE';
  return new GatewayError(code, `${what}: ${cause.message}`, { what, ...cause.facts }, cause);
}
