import type { ListenerConfiguration } from '../configuration.ts';
import { defaultConfiguration } from '../default-configuration.ts';
import { displayValue } from '../display-value.ts';
import { type NamedBind, overlappingBinds } from '../overlapping-binds.ts';
import { parseBind } from '../parse-bind.ts';
import type { Problem } from '../problem.ts';
import { loneBursts } from './lone-bursts.ts';
import { pathText, valueAt } from './path.ts';
import { lineOf, type YamlSource } from './source.ts';

/**
 * What no single value is to blame for. It looks at the raw content, and skips what the schema
 * refuses, so that all problems of a file are reported at once.
 */
export function contentProblems(source: YamlSource, content: unknown): Problem[] {
  return [
    ...overlappingBinds(bindsOf(source, content, 'tcp')),
    ...overlappingBinds(bindsOf(source, content, 'udp')),
    ...mountpointProblems(source, content),
    ...repeatedUsers(source, content),
    ...(['tcp', 'tls', 'udp', 'dtls'] as const).flatMap((transport) =>
      loneBursts(source, content, transport, listenerNames(content, transport)),
    ),
  ];
}

/** The addresses of one protocol: a port of TCP is none of UDP. The adapter listens on TCP. */
function bindsOf(source: YamlSource, content: unknown, protocol: 'tcp' | 'udp'): NamedBind[] {
  const { adapter, listeners } = defaultConfiguration();
  const transports = protocol === 'tcp' ? (['tcp', 'tls'] as const) : (['udp', 'dtls'] as const);
  const paths = transports.flatMap((transport) =>
    listenerNames(content, transport).map((name) => ['listeners', transport, name, 'bind']),
  );
  const given = [...(protocol === 'tcp' ? [['adapter', 'bind']] : []), ...paths].flatMap((path) => {
    const parsed = parseBind(valueAt(content, path));
    return 'value' in parsed ? [{ key: pathText(path), line: lineOf(source, path), bind: parsed.value }] : [];
  });
  // The defaults come first, so that the problem is found in a line that the user wrote.
  const defaults: NamedBind[] = [];
  if (protocol === 'tcp' && valueAt(content, ['adapter', 'bind']) === undefined) {
    defaults.push({ key: 'adapter.bind', line: 1, bind: adapter.bind });
  }
  if (valueAt(content, ['listeners']) === undefined) {
    for (const { name, bind } of listeners.filter((listener) => listener.transport === protocol)) {
      defaults.push({ key: `listeners.${protocol}.${name}.bind`, line: 1, bind });
    }
  }
  return [...defaults, ...given];
}

function listenerNames(content: unknown, transport: ListenerConfiguration['transport']): string[] {
  const section = valueAt(content, ['listeners', transport]);
  return typeof section === 'object' && section !== null ? Object.keys(section) : [];
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
