import { hostPortText, parseHostPort } from './parse-host-port.ts';
import type { Parsed } from './parsed.ts';

const expected = 'expected http://host:port or https://host:port, such as http://127.0.0.1:9001';

/** Reads the address of the user's service, `http://host:port` or `https://host:port`. */
export function parseHandlerUrl(value: unknown): Parsed<string> {
  const text = typeof value === 'string' ? value : '';
  const { scheme = '', authority = '' } =
    /^(?<scheme>https?):\/\/(?<authority>.*?)\/?$/i.exec(text)?.groups ?? {};
  const parsed = parseHostPort(authority);
  if ('problem' in parsed) {
    return { problem: expected };
  }
  // Nobody can be called at port 0; only a listener may leave the choice open.
  return parsed.value.port === 0
    ? { problem: 'expected a port from 1 to 65535' }
    : { value: `${scheme.toLowerCase()}://${hostPortText(parsed.value)}` };
}

/** Whether the service is called over TLS. */
export function isHttps(url: string): boolean {
  return url.startsWith('https:');
}
