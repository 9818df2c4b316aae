import { isIPv4 } from 'node:net';
import type { HostPort } from './configuration.ts';
import { hostPortText } from './parse-host-port.ts';
import type { Problem } from './problem.ts';

/** An address to listen on, with the key that asks for it. */
export interface NamedBind extends Omit<Problem, 'text'> {
  readonly key: string;
  readonly bind: HostPort;
}

/** Finds addresses that cannot be listened on together. The later one is the problem. */
export function overlappingBinds(binds: readonly NamedBind[]): Problem[] {
  return binds.flatMap((later, index) => {
    const earlier = binds.slice(0, index).find((candidate) => overlap(candidate.bind, later.bind));
    if (earlier === undefined) {
      return [];
    }
    const taken = `${hostPortText(earlier.bind)} is taken by ${earlier.key}`;
    const { key, bind, ...place } = later;
    const text = `${key} is ${hostPortText(bind)}: ${taken}, expected another port`;
    return [{ ...place, text }];
  });
}

function overlap(first: HostPort, second: HostPort): boolean {
  // Port 0 is a free port, so never one that is taken.
  if (first.port !== second.port || first.port === 0) {
    return false;
  }
  return first.host === second.host || covers(first.host, second.host) || covers(second.host, first.host);
}

/** Whether listening on all addresses of a family leaves none for the other host. */
function covers(everywhere: string, host: string): boolean {
  return everywhere === '::' || (everywhere === '0.0.0.0' && isIPv4(host));
}
