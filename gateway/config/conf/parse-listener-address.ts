import type { HostPort } from '../configuration.ts';
import { parseBind } from '../parse-bind.ts';
import type { Parsed } from '../parsed.ts';

/** The protocol whose ports an address is about; TCP where it names none. */
export function protocolOf(value: string): 'tcp' | 'udp' {
  return /^(udp|dtls):/.test(value) ? 'udp' : 'tcp';
}

/** Reads `tcp://ip:port`, or the same with `ssl`, `udp` or `dtls`, or, as EMQ X 4 does, only a port of TCP. */
export function parseListenerAddress(value: string): Parsed<HostPort> {
  const [, transport, address] = /^(\w+):\/\/(.*)$/.exec(value) ?? [];
  if (transport === undefined || ['tcp', 'ssl', 'udp', 'dtls'].includes(transport)) {
    return parseBind(address ?? value);
  }
  return { problem: 'expected ip:port behind tcp://, ssl://, udp:// or dtls://, such as tcp://0.0.0.0:7993' };
}
