import { InvalidArgumentError } from 'commander';
import type { Address } from '../conformance/index.ts';

/** Reads `host:port` from the command line. */
export function parseAddress(text: string): Address {
  const [, host = '', port = ''] = /^(?:https?:\/\/)?\[?([^[\]]+?)\]?:(\d+)$/.exec(text) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535)
    throw new InvalidArgumentError('it is host:port, such as 127.0.0.1:9001.');
  return { host, port: Number(port) };
}
