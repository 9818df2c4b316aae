import { hostPortText, parseHostPort } from './parse-host-port.ts';
import type { Parsed } from './parsed.ts';

const expected = 'expected http://host:port, such as http://127.0.0.1:9001';

/** Reads the address of the user's service, `http://host:port`. */
export function parseHandlerUrl(value: unknown): Parsed<string> {
  const text = typeof value === 'string' ? value : '';
  if (/^https:/i.test(text)) {
    return { problem: 'TLS towards the handler is not supported yet, expected http://host:port' };
  }
  const authority = /^http:\/\/(.*?)\/?$/i.exec(text)?.[1];
  const parsed = parseHostPort(authority ?? '');
  if ('problem' in parsed) {
    return { problem: expected };
  }
  // Nobody can be called at port 0; only a listener may leave the choice open.
  return parsed.value.port === 0
    ? { problem: 'expected a port from 1 to 65535' }
    : { value: `http://${hostPortText(parsed.value)}` };
}
