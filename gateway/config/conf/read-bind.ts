import type { HostPort } from '../configuration.ts';
import type { Parsed } from '../parsed.ts';
import { type ConfReading, take } from './conf-reading.ts';
import type { Setting } from './settings.ts';

/** Reads an address to listen on, and notes it, so that none is taken twice. */
export function readBind(
  reading: ConfReading,
  { key, line }: Setting,
  parse: (value: string) => Parsed<HostPort>,
  transport: 'tcp' | 'udp' = 'tcp',
): HostPort | undefined {
  const bind = take<HostPort | undefined>(reading, key, parse, undefined);
  if (bind !== undefined) {
    reading.binds[transport].push({ key, line, bind });
  }
  return bind;
}
