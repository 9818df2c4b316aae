import { isAbsolute } from 'node:path/posix';
import type { PublishedPort } from '../target.ts';
import { field } from '../target-fields.ts';

/** Ports that this machine passes on to a container. */
export function publishedPorts() {
  const expected =
    'a list of ports such as 7993, "7993/udp" or "17993:7993", of this machine before the colon and of the container behind it';
  return field(expected, (value): readonly PublishedPort[] | undefined => {
    if (!Array.isArray(value)) return undefined;
    const ports = value.map(publishedPort).filter((port) => port !== undefined);
    return ports.length === value.length && ports.length > 0 ? ports : undefined;
  });
}

function publishedPort(value: unknown): PublishedPort | undefined {
  const found = /^(?:(\d{1,5}):)?(\d{1,5})(?:\/(tcp|udp))?$/.exec(String(value));
  if (found === null) return undefined;
  const container = Number(found[2]);
  const host = Number(found[1] ?? container);
  const isPort = (port: number) => port >= 1 && port <= 65_535;
  return isPort(host) && isPort(container)
    ? { host, container, protocol: found[3] === 'udp' ? 'udp' : 'tcp' }
    : undefined;
}

/** Files of this machine by their places in the container. */
export function containerFiles() {
  const expected =
    'a section of absolute paths in the container, each with the name of a file on this machine';
  return field(expected, (value) => texts(value, (key) => isAbsolute(key)));
}

/** Variables by their names. */
export function environment() {
  const expected = 'a section of names of variables, each with a text; put digits, true and false in quotes';
  return field(expected, (value) => texts(value, (key) => /^[A-Za-z_]\w*$/.test(key)));
}

function texts(
  value: unknown,
  isKey: (key: string) => boolean,
): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const isText = (entry: readonly [string, unknown]): entry is readonly [string, string] =>
    isKey(entry[0]) && typeof entry[1] === 'string';
  return entries.every(isText) ? Object.fromEntries(entries) : undefined;
}
