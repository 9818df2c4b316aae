import { defaultConfiguration } from '../default-configuration.ts';
import { displayValue } from '../display-value.ts';
import { type NamedBind, overlappingBinds } from '../overlapping-binds.ts';
import { parseBind } from '../parse-bind.ts';
import type { Problem } from '../problem.ts';
import { type Path, pathText, valueAt } from './path.ts';
import { lineOf, type YamlSource } from './source.ts';

/**
 * What no single value is to blame for. It looks at the raw content, and skips what the schema
 * refuses, so that all problems of a file are reported at once.
 */
export function contentProblems(source: YamlSource, content: unknown): Problem[] {
  return [
    ...overlappingBinds(bindsOf(source, content)),
    ...mountpointProblems(source, content),
    ...repeatedUsers(source, content),
  ];
}

function bindsOf(source: YamlSource, content: unknown): NamedBind[] {
  const adapter: Path = ['adapter', 'bind'];
  const tcp = valueAt(content, ['listeners', 'tcp']);
  const names = typeof tcp === 'object' && tcp !== null ? Object.keys(tcp) : [];
  const listeners = names.map((name) => ['listeners', 'tcp', name, 'bind']);
  return [adapter, ...listeners].flatMap((path) => {
    const value = valueAt(content, path);
    const useDefault = path === adapter && value === undefined;
    const parsed = useDefault ? { value: defaultConfiguration().adapter.bind } : parseBind(value);
    return 'value' in parsed ? [{ key: pathText(path), line: lineOf(source, path), bind: parsed.value }] : [];
  });
}

function mountpointProblems(source: YamlSource, content: unknown): Problem[] {
  const mountpoint = valueAt(content, ['mountpoint']);
  if (
    typeof mountpoint !== 'string' ||
    mountpoint === '' ||
    valueAt(content, ['mountpoint_from']) !== 'client'
  ) {
    return [];
  }
  const text = `mountpoint is ${displayValue(mountpoint)}: expected none with mountpoint_from: client`;
  return [{ line: lineOf(source, ['mountpoint']), text }];
}

function repeatedUsers(source: YamlSource, content: unknown): Problem[] {
  const users = valueAt(content, ['authentication', 'users']);
  const firstLines = new Map<string, number>();
  return (Array.isArray(users) ? users : []).flatMap((user: unknown, index) => {
    const username = valueAt(user, ['username']);
    const path = ['authentication', 'users', index, 'username'];
    const line = lineOf(source, path);
    if (typeof username !== 'string') {
      return [];
    }
    const first = firstLines.get(username);
    if (first === undefined) {
      firstLines.set(username, line);
      return [];
    }
    const text = `${pathText(path)} is ${displayValue(username)}: expected each user once, the first is in line ${first}`;
    return [{ line, text }];
  });
}
