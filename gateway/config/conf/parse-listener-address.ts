import type { HostPort } from '../configuration.ts';
import { parseBind } from '../parse-bind.ts';
import type { Parsed } from '../parsed.ts';

/** The protocol whose ports an address is about; TCP where it names none. */
export function protocolOf(value: string): 'tcp' | 'udp' {
  return value.startsWith('udp://') ? 'udp' : 'tcp';
}

/** Reads `tcp://ip:port`, `ssl://ip:port` or `udp://ip:port`, or, as EMQ X 4 does, only a port of TCP. */
export function parseListenerAddress(value: string): Parsed<HostPort> {
  const [, transport, address] = /^(\w+):\/\/(.*)$/.exec(value) ?? [];
  if (transport === undefined || ['tcp', 'ssl', 'udp'].includes(transport)) {
    return parseBind(address ?? value);
  }
  return transport === 'dtls'
    ? { problem: 'only tcp, ssl and udp listeners are supported by this version' }
    : { problem: 'expected tcp://ip:port, ssl://ip:port or udp://ip:port, such as tcp://0.0.0.0:7993' };
}
