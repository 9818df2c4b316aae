import type { HostPort } from '../config/configuration.ts';

/** An IPv4 address that came in on an IPv6 socket, in dotted form. */
export function plainHost(host: string): string {
  return host.startsWith('::ffff:') && host.includes('.') ? host.slice('::ffff:'.length) : host;
}

/** `host:port`, an IPv6 host in brackets. */
export function formatAddress({ host, port }: HostPort): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
