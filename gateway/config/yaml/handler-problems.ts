import { displayValue } from '../display-value.ts';
import { isHttps } from '../parse-handler-url.ts';
import type { Problem } from '../problem.ts';
import { type HandlerSection, handlerSections } from './handler-sections.ts';
import { pathText } from './path.ts';
import type { YamlContent } from './schema.ts';
import { lineOf, type YamlSource } from './source.ts';

/** `handler` sections whose keys do not go together, those of other sections included. */
export function handlerProblems(source: YamlSource, content: YamlContent): Problem[] {
  const { common, own } = handlerSections(content);
  // What the whole file says is for those listeners that say nothing else.
  const usesTls = own.some(({ own: { tls }, effective }) => tls === undefined && isHttps(effective.url));
  return [
    ...(usesTls ? [] : unusedTls(source, common)),
    ...own.flatMap((section) => unusedTls(source, section)),
    ...[common, ...own].flatMap((section) => streamsWithoutService(source, section)),
  ];
}

/** Whoever writes certificates expects a connection that they protect. */
function unusedTls(source: YamlSource, { path, own, effective }: HandlerSection): Problem[] {
  if (own.tls === undefined || isHttps(effective.url)) return [];
  const tls = [...path, 'tls'];
  const text = `${pathText(tls)} has no use with ${effective.url}: expected a url that begins with https://`;
  return [{ line: lineOf(source, tls), text }];
}

function streamsWithoutService(source: YamlSource, { path, own, effective }: HandlerSection): Problem[] {
  const { service, mode } = effective;
  if (mode !== 'stream' || service === 'ConnectionHandler') return [];
  // A section that says nothing about either is not to blame for those above it.
  if (own.mode === undefined && own.service === undefined) return [];
  const key = [...path, own.mode === undefined ? 'service' : 'mode'];
  const shown = displayValue(own.mode ?? service);
  const text = `${pathText(key)} is ${shown}: expected service: ConnectionHandler with mode: stream, only its methods take streams`;
  return [{ line: lineOf(source, key), text }];
}
