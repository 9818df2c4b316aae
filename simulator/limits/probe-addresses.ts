import { isIPv4 } from 'node:net';
import type { AccessRule } from '../../gateway/index.ts';

/** More rules than these are not tried without being asked for. */
const mostAddresses = 8;

/**
 * The addresses of this machine by which access rules can be tried: one of each rule about loopback addresses, where the target is
 * on this machine. An empty list where there is none.
 */
export function probeAddresses(host: string, rules: readonly AccessRule[]): readonly string[] {
  if (!isLoopback(host)) return [];
  const addresses = rules.flatMap(({ from }) =>
    from === 'all' || !isLoopback(from.address)
      ? []
      : [from.prefix > 30 ? from.address : inside(from.address)],
  );
  return addresses.length === 0 ? [] : [...new Set(['127.0.0.1', ...addresses])].slice(0, mostAddresses);
}

function isLoopback(address: string): boolean {
  return isIPv4(address) && address.startsWith('127.');
}

/** The first address of a range is that of the network itself. */
function inside(address: string): string {
  return address.replace(/\.0$/, '.1');
}
