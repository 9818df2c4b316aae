import type { GatewayConfiguration } from '../configuration.ts';
import { displayValue } from '../display-value.ts';
import { parseMountpoint } from '../parse-mountpoint.ts';
import { type Emqx5Reading, fieldOf, type NamedSection, pathOf, refuse, take } from './emqx5-reading.ts';
import type { FoundListener } from './find-listeners.ts';

/** Reads the mount point, which a listener of EMQX may have of its own and a listener here has not. */
export function readMountpoint(
  reading: Emqx5Reading,
  gateway: NamedSection,
  listeners: readonly FoundListener[],
): GatewayConfiguration['mountpoint'] {
  const common = take(reading, gateway, 'mountpoint', parseMountpoint, '');
  const prefixes = listeners.map((listener) =>
    take(reading, listener, 'mountpoint', parseMountpoint, common),
  );
  const [prefix = common] = prefixes;
  const other = prefixes.findIndex((candidate) => candidate !== prefix);
  const listener = listeners[other];
  if (listener !== undefined) {
    const place = fieldOf(listener, 'mountpoint')?.value.place ?? listener.section.place;
    const reason = `all listeners share a mount point, and that of ${listeners[0]?.path} is ${displayValue(prefix)}`;
    const text = `${pathOf(listener, 'mountpoint')} is ${displayValue(prefixes[other])}: ${reason}`;
    refuse(reading, place, `${text}: run a gateway for each`);
  }
  return { from: 'configuration', prefix };
}
