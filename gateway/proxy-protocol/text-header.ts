import { isIPv4, isIPv6 } from 'node:net';
import type { HostPort } from '../config/configuration.ts';
import { canonicalHost } from './canonical-host.ts';
import { type FoundHeader, ownEnds, type ProxyHeader } from './proxy-header.ts';
import { ProxyHeaderError } from './proxy-header-error.ts';

/** What a header of version 1 begins with. */
export const textSignature = Buffer.from('PROXY ');

/** The longest line of version 1, its end included (proxy-protocol.txt, 2.1). */
export const longestLine = 107;

/**
 * Reads a header of version 1, such as `PROXY TCP4 192.0.2.1 192.0.2.2 5000 7993\r\n`; undefined as long as
 * its line has no end.
 *
 * @throws {ProxyHeaderError}
 */
export function readTextHeader(bytes: Buffer): FoundHeader | undefined {
  const end = bytes.subarray(0, longestLine).indexOf('\n');
  if (end >= 0) {
    if (bytes[end - 1] !== 0x0d) throw new ProxyHeaderError('its line ends without CR');
    return { header: parseLine(bytes.toString('latin1', 0, end - 1)), length: end + 1 };
  }
  if (bytes.length >= longestLine)
    throw new ProxyHeaderError(`its line has no end within ${longestLine} bytes`);
  return undefined;
}

function parseLine(line: string): ProxyHeader {
  const [, protocol, ...fields] = line.split(' ');
  if (protocol === 'UNKNOWN') return ownEnds;
  if (protocol !== 'TCP4' && protocol !== 'TCP6') {
    throw new ProxyHeaderError('its protocol is none of TCP4, TCP6 and UNKNOWN');
  }
  if (fields.length !== 4) {
    throw new ProxyHeaderError(
      `expected 4 fields after ${protocol}, each after one space, got ${fields.length}`,
    );
  }
  const [source = '', destination = '', sourcePort = '', destinationPort = ''] = fields;
  return {
    source: parseEnd(protocol, 'source', source, sourcePort),
    destination: parseEnd(protocol, 'destination', destination, destinationPort),
  };
}

function parseEnd(protocol: 'TCP4' | 'TCP6', end: string, host: string, port: string): HostPort {
  // `fe80::1%eth0` is an address of one machine only.
  const isHost = protocol === 'TCP4' ? isIPv4(host) : isIPv6(host) && !host.includes('%');
  if (!isHost) throw new ProxyHeaderError(`its ${end} address is none of ${protocol}`);
  if (!/^(?:0|[1-9]\d{0,4})$/.test(port) || Number(port) > 65_535) {
    throw new ProxyHeaderError(`its ${end} port is no number from 0 to 65535`);
  }
  return { host: canonicalHost(host), port: Number(port) };
}
