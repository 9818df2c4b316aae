import type { HostPort } from '../config/configuration.ts';
import { canonicalHost } from './canonical-host.ts';
import { type FoundHeader, ownEnds } from './proxy-header.ts';
import { ProxyHeaderError } from './proxy-header-error.ts';

/** What a header of version 2 begins with. */
export const binarySignature = Buffer.from('\r\n\r\n\0\r\nQUIT\n');

/** The signature, version and command, family and protocol, and the length of what follows. */
const fixedLength = 16;

const commands = { local: 0x20, proxy: 0x21 } as const;
const tcp4 = 0x11;
const tcp6 = 0x21;

/** Unspecified, UDP on IPv4 and IPv6, and both of Unix: valid, and their ends are no TCP addresses. */
const withoutTcpAddresses: ReadonlySet<number> = new Set([0x00, 0x12, 0x22, 0x31, 0x32]);

/**
 * Reads a header of version 2 (proxy-protocol.txt, 2.2) as soon as its addresses are there; undefined
 * before. The type-length-values behind the addresses count in the length, and are not looked at.
 *
 * @throws {ProxyHeaderError}
 */
export function readBinaryHeader(bytes: Buffer): FoundHeader | undefined {
  const [command, family] = [bytes[12], bytes[13]];
  if (command !== undefined) checkCommand(command);
  // The family of LOCAL is to be ignored.
  if (family !== undefined && command === commands.proxy) checkFamily(family);
  if (command === undefined || family === undefined || bytes.length < fixedLength) return undefined;
  const following = bytes.readUInt16BE(14);
  const length = fixedLength + following;
  if (command === commands.local || withoutTcpAddresses.has(family)) return { header: ownEnds, length };
  const size = family === tcp4 ? 4 : 16;
  const needed = 2 * size + 4;
  if (following < needed) {
    throw new ProxyHeaderError(`its length is ${following}, and its addresses need ${needed} bytes`);
  }
  if (bytes.length < fixedLength + needed) return undefined;
  const addresses = bytes.subarray(fixedLength, fixedLength + needed);
  const end = (index: 0 | 1): HostPort => ({
    host: hostOf(addresses.subarray(index * size, (index + 1) * size)),
    port: addresses.readUInt16BE(2 * size + 2 * index),
  });
  return { header: { source: end(0), destination: end(1) }, length };
}

function checkCommand(byte: number): void {
  if (byte >> 4 !== 2) throw new ProxyHeaderError(`its version is ${byte >> 4}, expected 2`);
  if (byte !== commands.local && byte !== commands.proxy) {
    throw new ProxyHeaderError(`its command is ${byte & 0x0f}, expected 0 (LOCAL) or 1 (PROXY)`);
  }
}

function checkFamily(byte: number): void {
  if (byte !== tcp4 && byte !== tcp6 && !withoutTcpAddresses.has(byte)) {
    throw new ProxyHeaderError(
      `its family and protocol are 0x${byte.toString(16).padStart(2, '0')}, which is unknown`,
    );
  }
}

function hostOf(address: Buffer): string {
  if (address.length === 4) return address.join('.');
  const groups = Array.from({ length: 8 }, (_, index) => address.readUInt16BE(2 * index).toString(16));
  return canonicalHost(groups.join(':'));
}
