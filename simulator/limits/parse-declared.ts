import { nearestWord } from '../../gateway/config/nearest-word.ts';
import { parseBytesRate } from '../../gateway/config/parse-bytes-rate.ts';
import { parseCount } from '../../gateway/config/parse-count.ts';
import { parseRate } from '../../gateway/config/parse-rate.ts';
import type { Parsed } from '../../gateway/config/parsed.ts';
import type { AccessRule } from '../../gateway/index.ts';
import { parseAccessRule } from '../../gateway/limits/access-rule.ts';
import { invalidOption } from '../invalid-option.ts';
import type { DeclaredLimits } from './declared-limits.ts';
import { type LimitName, limitNames, type NumberedLimit } from './limit-names.ts';

const readers: Readonly<Record<NumberedLimit, (value: unknown) => Parsed<number>>> = {
  max_connections: parseCount,
  max_conn_rate: parseRate,
  max_conn_burst: parseCount,
  max_bytes_rate: parseBytesRate,
  max_messages_rate: parseRate,
  listener_max_bytes_rate: parseBytesRate,
  listener_max_messages_rate: parseRate,
};

/**
 * Reads `max_connections=1000`, `max_bytes_rate=64KB/s` or `access_rules=deny 10.0.0.0/8`, each as in the configuration file.
 * Further access rules stand behind a comma, or in a text of their own.
 *
 * @throws {SimulatorError} `OPTION_INVALID`
 */
export function parseDeclared(texts: readonly string[]): DeclaredLimits {
  const numbers: Partial<Record<NumberedLimit, number>> = {};
  const accessRules: AccessRule[] = [];
  for (const text of texts) {
    const [, word = '', value = ''] = /^([^=]+)=(.+)$/.exec(text.trim()) ?? [];
    const limit = parseLimitName('--declare', word === '' ? text : word);
    if (limit === 'access_rules')
      accessRules.push(...value.split(',').map((rule) => taken(text, parseAccessRule(rule))));
    else numbers[limit] = taken(text, readers[limit](value));
  }
  return accessRules.length === 0 ? { numbers } : { numbers, accessRules };
}

/** @throws {SimulatorError} `OPTION_INVALID` */
export function parseLimitName(option: string, word: string): LimitName {
  const limit = limitNames.find((name) => name === word);
  if (limit !== undefined) return limit;
  const nearest = nearestWord(word, limitNames);
  const remedy = nearest === undefined ? `give one of ${limitNames.join(', ')}` : `did you mean ${nearest}?`;
  throw invalidOption(option, word, `there is no such limit: ${remedy}`);
}

function taken<Value>(text: string, parsed: Parsed<Value>): Value {
  if ('problem' in parsed) throw invalidOption('--declare', text, parsed.problem);
  return parsed.value;
}
