import { plainValue } from '../hocon/hocon-value.ts';
import type { TlsConfiguration } from '../tls-configuration.ts';
import { type Emqx5Reading, fieldOf, type NamedSection, sectionOf, warn } from './emqx5-reading.ts';
import { readSslOptions } from './read-ssl-options.ts';

/**
 * Reads the TLS of the adapter. Without a certificate the adapter is served without TLS, as by EMQX;
 * with one it has TLS, which EMQX 5 never switched on.
 */
export function readAdapterTls(
  reading: Emqx5Reading,
  server: NamedSection,
): { readonly tls?: TlsConfiguration } {
  const options = sectionOf(server, 'ssl_options');
  if (options === undefined) return {};
  const { place } = options.section;
  if (!asksForTls(options)) {
    const reason = 'it names no certfile, and the adapter is served without TLS';
    warn(reading, place, `${options.path} has no effect in this version: ${reason}`);
    return {};
  }
  const tls = readSslOptions(reading, options);
  const remedy = 'let the handler connect with TLS, or remove it';
  warn(reading, place, `${options.path}: the adapter is served with TLS, as by no EMQX 5: ${remedy}`);
  return tls === undefined ? {} : { tls: { ...tls, honorCipherOrder: true, handshakeTimeout: 15_000 } };
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
