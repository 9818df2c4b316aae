import type { HostPort } from './configuration.ts';
import { highestPort, parseHostPort } from './parse-host-port.ts';
import type { Parsed } from './parsed.ts';

/**
 * Reads where to listen: `host:port`, `[v6]:port`, or only a port, which listens on every
 * IPv4 address. Port 0 is any free port.
 */
export function parseBind(value: unknown): Parsed<HostPort> {
  const port = typeof value === 'number' ? value : portOf(value);
  if (port !== undefined) {
    return Number.isInteger(port) && port >= 0 && port <= highestPort
      ? { value: { host: '0.0.0.0', port } }
      : { problem: `expected a port from 0 to ${highestPort}` };
  }
  return parseHostPort(typeof value === 'string' ? value : '');
}

function portOf(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined;
}
