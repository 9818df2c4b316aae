import type { HostPort } from '../configuration.ts';
import { parseBind } from '../parse-bind.ts';
import type { Parsed } from '../parsed.ts';

/** Reads `tcp://ip:port`, or, as EMQ X 4 does, only a port. */
export function parseListenerAddress(value: string): Parsed<HostPort> {
  const [, transport, address] = /^(\w+):\/\/(.*)$/.exec(value) ?? [];
  if (transport === undefined || transport === 'tcp') {
    return parseBind(address ?? value);
  }
  return ['ssl', 'udp', 'dtls'].includes(transport)
    ? { problem: 'only tcp listeners are supported by this version' }
    : { problem: 'expected tcp://ip:port, such as tcp://0.0.0.0:7993' };
}
