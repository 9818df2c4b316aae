import { isIPv4, SocketAddress } from 'node:net';
import { plainHost } from '../listeners/address.ts';

/** An address as a socket would show it: IPv6 in its shortest form, and IPv4 within IPv6 in dotted form. */
export function canonicalHost(host: string): string {
  return isIPv4(host) ? host : plainHost(new SocketAddress({ address: host, family: 'ipv6' }).address);
}
