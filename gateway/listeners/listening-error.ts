import type { HostPort } from '../config/configuration.ts';
import { GatewayError } from '../gateway-error.ts';
import { formatAddress } from './address.ts';

const remedies: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use: stop the process that holds it, or choose another port',
  EACCES: 'is not allowed to this user: choose a port above 1023',
  EADDRNOTAVAIL: 'is no address of this machine: choose one of its own, or 0.0.0.0',
  ENOTFOUND: 'has a host name that does not resolve: write an IP address',
};

/** A socket that can't be opened, in words that say which one and what to do. */
export function listeningError(what: string, bind: HostPort, cause: unknown): GatewayError {
  const errno = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  const address = formatAddress(bind);
  const remedy = remedies[errno] ?? `can't be opened (${errno})`;
  const code = errno === 'EADDRINUSE' ? 'ADDRESS_IN_USE' : 'ADDRESS_NOT_AVAILABLE';
  return new GatewayError(code, `${what}: ${address} ${remedy}`, { what, address, errno }, cause);
}
