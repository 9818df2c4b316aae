import { plainValue } from '../../hocon/hocon-value.ts';
import type { TlsConfiguration } from '../../tls-configuration.ts';
import { type Emqx5Reading, fieldOf, type NamedSection, refuse, sectionOf, warn } from '../emqx5-reading.ts';
import { readSslOptions } from '../read-ssl-options.ts';

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
