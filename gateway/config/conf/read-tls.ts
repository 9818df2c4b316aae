import { loadTls } from '../tls/load-tls.ts';
import type { TlsConfiguration } from '../tls-configuration.ts';
import { type ConfReading, take } from './conf-reading.ts';
import { parseSwitch } from './parse-switch.ts';
import { parseVerify } from './parse-verify.ts';
import { takeCiphers, takeVersions } from './read-tls-lists.ts';
import type { Setting } from './settings.ts';
import { noteFindings, takeCertificate } from './tls-files.ts';

/** Reads the TLS of a listener on `ssl://`; undefined where something is wrong, which is noted. */
export function readTls(reading: ConfReading, { key, line }: Setting): TlsConfiguration | undefined {
  const files = takeCertificate(reading, line, `${key}.`);
  const settings = {
    password: undefined,
    cacertfile: reading.settings.get(`${key}.cacertfile`)?.value,
    verify: take(reading, `${key}.verify`, parseVerify, 'verify_none'),
    failIfNoPeerCert: take(reading, `${key}.fail_if_no_peer_cert`, parseSwitch, false),
    versions: takeVersions(reading, `${key}.tls_versions`),
    ciphers: takeCiphers(reading, `${key}.ciphers`),
    honorCipherOrder: take(reading, `${key}.honor_cipher_order`, parseSwitch, true),
    handshakeTimeout: 15_000,
  };
  if (files === undefined) {
    return undefined;
  }
  const loaded = loadTls(reading.folder, { ...settings, ...files }, Date.now());
  noteFindings(
    reading,
    line,
    loaded,
    (blamed) => `${key}.${blamed === 'versions' ? 'tls_versions' : blamed}`,
  );
  return loaded.configuration;
}
