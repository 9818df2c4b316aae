import { type AccessRule, parseAccessRule } from '../../limits/access-rule.ts';
import type { ListenerLimits, RateLimit } from '../../limits/listener-limits.ts';
import { defaultLimits } from '../default-limits.ts';
import { parseCount } from '../parse-count.ts';
import { type ConfReading, take } from './conf-reading.ts';
import { accessKey } from './keys.ts';

/** Reads the limits of the listener whose keys begin with `key`. EMQ X 4 has none of throughput. */
export function readLimits(reading: ConfReading, key: string): ListenerLimits {
  const defaults = defaultLimits();
  const rate = take<number | undefined>(reading, `${key}.max_conn_rate`, parseCount, undefined);
  const connectionRate: RateLimit | undefined = rate === undefined ? undefined : { rate, burst: rate };
  return {
    ...defaults,
    maxConnections: take(reading, `${key}.max_connections`, parseCount, defaults.maxConnections),
    connectionRate,
    accessRules: readAccessRules(reading, `${key}.`),
  };
}

/** The rules in the order of their numbers, wherever they stand in the file. */
function readAccessRules(reading: ConfReading, prefix: string): AccessRule[] {
  const positions = [...reading.settings.keys()].flatMap((key) => {
    const setting = key.startsWith(prefix) ? key.slice(prefix.length) : '';
    const position = accessKey.exec(setting)?.groups?.position;
    return position === undefined ? [] : [{ key, position: Number(position) }];
  });
  return positions
    .toSorted((first, second) => first.position - second.position)
    .flatMap(({ key }) => take<AccessRule[]>(reading, key, listOfRule, []));
}

function listOfRule(value: string) {
  const parsed = parseAccessRule(value);
  return 'problem' in parsed ? parsed : { value: [parsed.value] };
}
