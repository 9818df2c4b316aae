import { type AccessRule, parseAccessRule } from '../../limits/access-rule.ts';
import type { ListenerLimits } from '../../limits/listener-limits.ts';
import { defaultLimits } from '../default-limits.ts';
import type { Parsed } from '../parsed.ts';
import { type Emqx5Reading, take } from './emqx5-reading.ts';
import type { FoundListener } from './find-listeners.ts';
import { parseEmqxCount, parseEmqxRate } from './parse-values.ts';

/** EMQX's own, from emqx_gateway_schema.erl. */
const defaultConnections = 1024;
const defaultRate = 1000;

/** Reads the limits of a listener. EMQX 5 has none of throughput. */
export function readLimits(reading: Emqx5Reading, listener: FoundListener): ListenerLimits {
  const rate = take(reading, listener, 'max_conn_rate', parseEmqxRate, defaultRate);
  return {
    ...defaultLimits(),
    maxConnections: take(reading, listener, 'max_connections', parseEmqxCount, defaultConnections),
    connectionRate: { rate, burst: rate },
    accessRules: take<readonly AccessRule[]>(reading, listener, 'access_rules', parseAccessRules, []),
  };
}

function parseAccessRules(value: unknown): Parsed<readonly AccessRule[]> {
  if (!Array.isArray(value))
    return { problem: 'expected a list, such as ["allow 192.168.0.0/24", "deny all"]' };
  const rules: AccessRule[] = [];
  for (const [index, item] of value.entries()) {
    const parsed = parseAccessRule(item);
    if ('problem' in parsed) return { problem: `its rule ${index + 1} is not valid, ${parsed.problem}` };
    rules.push(parsed.value);
  }
  return { value: rules };
}
