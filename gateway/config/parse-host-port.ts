import { isIPv4, isIPv6 } from 'node:net';
import type { HostPort } from './configuration.ts';
import type { Parsed } from './parsed.ts';

export const highestPort = 65_535;

const hostPort = /^(?:\[(?<address>[^\]]*)\]|(?<name>[^:[\]]*)):(?<port>\d+)$/;

/** Reads `host:port` and `[v6]:port`. The brackets are not part of the host. */
export function parseHostPort(text: string): Parsed<HostPort> {
  const { address, name, port } = hostPort.exec(text)?.groups ?? {};
  if (isIPv6(text.replace(/:\d+$/, '')) || isIPv6(text)) {
    return { problem: 'expected [address]:port for IPv6, such as [::1]:7993' };
  }
  const host = address ?? name ?? '';
  if (port === undefined || !(address === undefined ? isHostName(host) : isIPv6(host))) {
    return { problem: 'expected host:port, such as 0.0.0.0:7993' };
  }
  if (Number(port) > highestPort) {
    return { problem: `expected a port from 0 to ${highestPort}` };
  }
  return { value: { host, port: Number(port) } };
}

/** The form that parseHostPort reads. */
export function hostPortText({ host, port }: HostPort): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}

function isHostName(host: string): boolean {
  // Only digits and dots can be nothing but an IPv4 address; 0.0.0.300 is no name.
  return /^[\d.]+$/.test(host) ? isIPv4(host) : /^\w(?:[\w.-]*\w)?$/.test(host);
}
