import type { HostPort } from '../configuration.ts';
import { parseBind } from '../parse-bind.ts';
import type { Parsed } from '../parsed.ts';

/** Reads `tcp://ip:port` and `ssl://ip:port`, or, as EMQ X 4 does, only a port. */
export function parseListenerAddress(value: string): Parsed<HostPort> {
  const [, transport, address] = /^(\w+):\/\/(.*)$/.exec(value) ?? [];
  if (transport === undefined || transport === 'tcp' || transport === 'ssl') {
    return parseBind(address ?? value);
  }
  return ['udp', 'dtls'].includes(transport)
    ? { problem: 'only tcp and ssl listeners are supported by this version' }
    : { problem: 'expected tcp://ip:port or ssl://ip:port, such as tcp://0.0.0.0:7993' };
}
