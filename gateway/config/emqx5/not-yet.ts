import type { ListenerConfiguration } from '../configuration.ts';
import { plainValue } from '../hocon/hocon-value.ts';
import type { TlsConfiguration } from '../tls-configuration.ts';
import {
  type Emqx5Reading,
  fieldOf,
  type NamedSection,
  pathOf,
  refuse,
  sectionOf,
  take,
  warn,
} from './emqx5-reading.ts';
import type { FoundListener } from './find-listeners.ts';
import { ignored, type KeyRules, refused } from './key-rule.ts';
import { parseSwitch } from './parse-switch.ts';
import { parseEmqxDuration } from './parse-values.ts';
import { readSslOptions } from './read-ssl-options.ts';

// What EMQX 5 has and this version of the gateway does not: it is refused, never ignored, because
// the gateway would be more open than the file says, or would not understand its devices.

/** The keys of the PROXY protocol. */
export const proxyProtocolRules: KeyRules = {
  proxy_protocol: refused(
    'the PROXY protocol is not supported yet, its header would reach the handler as data: set it to false',
    false,
    'false',
  ),
  proxy_protocol_timeout: ignored('no PROXY header is expected'),
};

/** The PROXY header that a listener expects. */
export function proxyProtocolOf(
  reading: Emqx5Reading,
  listener: FoundListener,
): { readonly proxyProtocol?: { readonly timeout: number } } {
  const expected = take(reading, listener, 'proxy_protocol', parseSwitch, false);
  const parseTimeout = (value: unknown) => parseEmqxDuration(value, 1);
  const timeout = take(reading, listener, 'proxy_protocol_timeout', parseTimeout, 3_000);
  return expected ? { proxyProtocol: { timeout } } : {};
}

/** A listener of DTLS. */
export function dtlsListenerOf(reading: Emqx5Reading, listener: FoundListener): ListenerConfiguration[] {
  const remedy = 'remove it, or set enable = false';
  refuse(reading, listener.section.place, `${listener.path}: DTLS is not supported yet: ${remedy}`);
  return [];
}

/** The TLS of the adapter. EMQX serves it without TLS where there is no certificate, and so does the gateway. */
export function adapterTlsOf(
  reading: Emqx5Reading,
  server: NamedSection,
): { readonly tls?: TlsConfiguration } {
  const options = sectionOf(server, 'ssl_options');
  if (options === undefined) return {};
  const { place } = options.section;
  if (!asksForTls(options)) {
    warn(
      reading,
      place,
      `${options.path} has no effect in this version: it names no certfile, and the adapter is served without TLS`,
    );
    return {};
  }
  refuse(
    reading,
    place,
    `${options.path}: TLS on the adapter is not supported yet: remove it if an adapter without TLS is enough`,
  );
  const tls = readSslOptions(reading, options);
  return tls === undefined ? {} : { tls };
}

function asksForTls(options: NamedSection): boolean {
  const value = (key: string) => {
    const field = fieldOf(options, key);
    return field && plainValue(field.value);
  };
  const files = ['certfile', 'keyfile', 'cacertfile'];
  return (
    files.some((key) => value(key) !== undefined) ||
    value('verify') === 'verify_peer' ||
    String(value('fail_if_no_peer_cert')) === 'true'
  );
}

/** Refuses TLS towards the handler. As in EMQX it depends on `enable`, not on the address. */
export function judgeHandlerTls(reading: Emqx5Reading, handler: NamedSection): void {
  const options = sectionOf(handler, 'ssl_options');
  const address = fieldOf(handler, 'address');
  const enabled = take(reading, options, 'enable', parseSwitch, false);
  if (enabled && options !== undefined) {
    const remedy = 'set it to false if a handler without TLS is enough';
    const place = fieldOf(options, 'enable')?.place ?? options.section.place;
    refuse(
      reading,
      place,
      `${pathOf(options, 'enable')}: TLS towards the handler is not supported yet: ${remedy}`,
    );
  } else if (address !== undefined && /^https:/i.test(String(plainValue(address.value)))) {
    const remedy = 'write http:// as EMQX calls it';
    const reason = 'EMQX uses no TLS towards the handler unless ssl_options.enable is true';
    refuse(reading, address.value.place, `${pathOf(handler, 'address')}: ${reason}: ${remedy}`);
  } else if (options !== undefined) {
    const reason = 'enable is not true, and the handler is called without TLS';
    warn(reading, options.section.place, `${options.path} has no effect in this version: ${reason}`);
  }
}
