import type { HostPort } from '../configuration.ts';
import { parseBind } from '../parse-bind.ts';
import type { Parsed } from '../parsed.ts';

/** The transport that an address names; TCP where it names none. */
export function transportOf(value: string): 'tcp' | 'udp' {
  return value.startsWith('udp://') ? 'udp' : 'tcp';
}

/** Reads `tcp://ip:port` or `udp://ip:port`, or, as EMQ X 4 does, only a port of TCP. */
export function parseListenerAddress(value: string): Parsed<HostPort> {
  const [, transport, address] = /^(\w+):\/\/(.*)$/.exec(value) ?? [];
  if (transport === undefined || transport === 'tcp' || transport === 'udp') {
    return parseBind(address ?? value);
  }
  return ['ssl', 'dtls'].includes(transport)
    ? { problem: 'only tcp and udp listeners are supported by this version' }
    : { problem: 'expected tcp://ip:port or udp://ip:port, such as tcp://0.0.0.0:7993' };
}
