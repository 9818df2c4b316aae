import { loadTls } from '../tls/load-tls.ts';
import { parseCipher } from '../tls/parse-cipher.ts';
import { parseVersion } from '../tls/parse-version.ts';
import type { TlsConfiguration } from '../tls-configuration.ts';
import { type Emqx5Reading, type NamedSection, take } from './emqx5-reading.ts';
import { parseSwitch } from './parse-switch.ts';
import { parseEmqxDuration } from './parse-values.ts';
import { noteFindings, requireCertificate, takeFiles, takeOffered, takeVerify } from './ssl-settings.ts';

/** Reads the certificates and rules of a side that accepts TLS; undefined where something is wrong, which is noted. */
export function readSslOptions(reading: Emqx5Reading, options: NamedSection): TlsConfiguration | undefined {
  requireCertificate(reading, options);
  const { certfile, keyfile, ...files } = takeFiles(reading, options);
  const parseTimeout = (value: unknown) => parseEmqxDuration(value, 1);
  const settings = {
    ...files,
    verify: takeVerify(reading, options),
    failIfNoPeerCert: take(reading, options, 'fail_if_no_peer_cert', parseSwitch, false),
    versions: takeOffered(reading, options, 'versions', parseVersion, 'expected tlsv1.2, tlsv1.3 or both'),
    ciphers: takeOffered(reading, options, 'ciphers', parseCipher, 'expected ciphers of OpenSSL'),
    honorCipherOrder: take(reading, options, 'honor_cipher_order', parseSwitch, true),
    handshakeTimeout: take(reading, options, 'handshake_timeout', parseTimeout, 15_000),
  };
  if (certfile === undefined || keyfile === undefined) return undefined;
  const loaded = loadTls(reading.folder, { ...settings, certfile, keyfile }, Date.now());
  noteFindings(reading, options, loaded);
  return loaded.configuration;
}
