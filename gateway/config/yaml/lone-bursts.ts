import { displayValue } from '../display-value.ts';
import type { Problem } from '../problem.ts';
import { pathText, valueAt } from './path.ts';
import { lineOf, type YamlSource } from './source.ts';

/** Bursts of a rate that is not limited: whoever wrote one expects a limit. */
export function loneBursts(
  source: YamlSource,
  content: unknown,
  transport: string,
  listeners: readonly string[],
): Problem[] {
  return listeners.flatMap((name) => {
    const path = ['listeners', transport, name, 'max_conn_burst'];
    const burst = valueAt(content, path);
    if (burst === undefined || valueAt(content, [...path.slice(0, -1), 'max_conn_rate']) !== undefined) {
      return [];
    }
    const text = `${pathText(path)} is ${displayValue(burst)}: expected max_conn_rate beside it, such as 1000/s`;
    return [{ line: lineOf(source, path), text }];
  });
}
