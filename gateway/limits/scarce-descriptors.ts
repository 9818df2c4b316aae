import type { ListenerConfiguration } from '../config/configuration.ts';
import { defaultLimits } from '../config/default-limits.ts';
import { forDevices } from './descriptors.ts';

/** Says so where listeners may have more connections than the process may have file descriptors. */
export function scarceDescriptors(
  listeners: readonly ListenerConfiguration[],
  limit: number | undefined,
): string | undefined {
  const { maxConnections: unlimited } = defaultLimits();
  // Datagrams of all peers come on one socket. Who chose no number counts on none.
  const wanted = listeners
    .filter(
      ({ transport, limits }) =>
        (transport === 'tcp' || transport === 'tls') && limits.maxConnections !== unlimited,
    )
    .reduce((sum, { limits }) => sum + limits.maxConnections, 0);
  if (limit === undefined || wanted <= forDevices(limit)) return undefined;
  return `max_connections allows ${wanted} devices, and the process may have ${limit} file descriptors: raise ulimit -n, or LimitNOFILE of systemd`;
}
