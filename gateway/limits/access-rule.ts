import { BlockList, isIP, isIPv4 } from 'node:net';
import type { Parsed } from '../config/parsed.ts';

/** One line of a listener's access rules; the first that matches an address decides. */
export interface AccessRule {
  readonly permit: 'allow' | 'deny';
  /** Every address, or those whose first `prefix` bits are those of `address`. */
  readonly from: 'all' | { readonly address: string; readonly prefix: number };
}

/** IPv4 addresses in the form that IPv6 has for them, however they are spelled. */
const mapped = new BlockList();
mapped.addSubnet('::ffff:0:0', 96, 'ipv6');

const problem =
  'expected allow or deny, and all, an address or an address range, such as allow 192.168.0.0/24';

/** Reads `allow` or `deny`, followed by `all`, an address, or a range such as `10.0.0.0/8`. */
export function parseAccessRule(value: unknown): Parsed<AccessRule> {
  const { permit, from } =
    /^(?<permit>allow|deny)\s+(?<from>\S+)$/.exec(typeof value === 'string' ? value.trim() : '')?.groups ??
    {};
  if (from === undefined) return { problem };
  const addresses = from === 'all' ? from : rangeOf(from);
  if (addresses === undefined) return { problem };
  if (addresses !== 'all' && isMapped(addresses.address)) {
    return { problem: 'expected the IPv4 form of the address, without ::ffff:' };
  }
  return { value: { permit: permit === 'deny' ? 'deny' : 'allow', from: addresses } };
}

function rangeOf(text: string): { address: string; prefix: number } | undefined {
  const { address = '', length } = /^(?<address>[^/%]+)(?:\/(?<length>\d+))?$/.exec(text)?.groups ?? {};
  if (isIP(address) === 0) return undefined;
  const longest = isIPv4(address) ? 32 : 128;
  const prefix = length === undefined ? longest : Number(length);
  return prefix <= longest ? { address, prefix } : undefined;
}

function isMapped(address: string): boolean {
  return !isIPv4(address) && mapped.check(address, 'ipv6');
}
