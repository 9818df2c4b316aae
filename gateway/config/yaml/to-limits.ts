import type { ListenerLimits } from '../../limits/listener-limits.ts';
import { defaultLimits } from '../default-limits.ts';
import type { YamlListener } from './schema.ts';

/** The limits of a listener, with those that the file leaves out. */
export function toLimits(listener: YamlListener): ListenerLimits {
  const defaults = defaultLimits();
  const rate = listener.max_conn_rate;
  return {
    maxConnections: listener.max_connections ?? defaults.maxConnections,
    connectionRate: rate === undefined ? undefined : { rate, burst: listener.max_conn_burst ?? rate },
    accessRules: listener.access_rules ?? defaults.accessRules,
    perConnection: { bytesRate: listener.max_bytes_rate, messagesRate: listener.max_messages_rate },
    perListener: {
      bytesRate: listener.listener_max_bytes_rate,
      messagesRate: listener.listener_max_messages_rate,
    },
  };
}
