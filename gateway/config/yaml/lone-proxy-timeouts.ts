import type { Problem } from '../problem.ts';
import { pathText, valueAt } from './path.ts';
import type { YamlContent } from './schema.ts';
import { lineOf, type YamlSource } from './source.ts';

/** Timeouts of a PROXY header that no listener waits for. */
export function loneProxyTimeouts(source: YamlSource, content: YamlContent): Problem[] {
  return (['tcp', 'tls'] as const).flatMap((transport) =>
    Object.keys(content.listeners?.[transport] ?? {}).flatMap((name) => {
      const listener = ['listeners', transport, name];
      const path = [...listener, 'proxy_protocol_timeout'];
      const lone =
        valueAt(content, path) !== undefined && valueAt(content, [...listener, 'proxy_protocol']) !== true;
      const text = `${pathText(path)} has no effect without proxy_protocol: true beside it`;
      return lone ? [{ line: lineOf(source, path), text }] : [];
    }),
  );
}
