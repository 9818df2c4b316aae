import { BlockList, isIPv4 } from 'node:net';
import { plainHost } from '../listeners/address.ts';
import type { AccessRule } from './access-rule.ts';

type Matches = (host: string) => boolean;

/**
 * Whether an address may connect: the first rule that matches decides, and where none does it may.
 * An IPv4 address is one whether or not it came in on an IPv6 socket.
 */
export class AccessRules {
  readonly #rules: readonly { readonly allows: boolean; readonly matches: Matches }[];

  constructor(rules: readonly AccessRule[]) {
    this.#rules = rules.map(({ permit, from }) => ({ allows: permit === 'allow', matches: matching(from) }));
  }

  allow(host: string): boolean {
    const plain = plainHost(host);
    return this.#rules.find(({ matches }) => matches(plain))?.allows ?? true;
  }
}

function matching(from: AccessRule['from']): Matches {
  if (from === 'all') return () => true;
  const { address, prefix } = from;
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(address, prefix, family);
  // A BlockList takes an IPv4 address for its IPv6 form too: `allow ::/0` would let all of IPv4 in.
  return (host) => isIPv4(host) === (family === 'ipv4') && range.check(host, family);
}
