import { loadTls } from '../tls/load-tls.ts';
import type { TlsFinding } from '../tls/tls-settings.ts';
import type { TlsConfiguration } from '../tls-configuration.ts';
import { type ConfReading, take } from './conf-reading.ts';
import { parseSwitch } from './parse-switch.ts';
import { parseVerify } from './parse-verify.ts';
import { takeCiphers, takeVersions } from './read-tls-lists.ts';
import type { Setting } from './settings.ts';

/** Reads the TLS of a listener on `ssl://`; undefined where something is wrong, which is noted. */
export function readTls(reading: ConfReading, { key, line }: Setting): TlsConfiguration | undefined {
  const text = (name: string) => reading.settings.get(`${key}.${name}`)?.value;
  const [certfile, keyfile] = [text('certfile'), text('keyfile')];
  for (const name of ['certfile', 'keyfile']) {
    if (text(name) === undefined) {
      reading.problems.push({ line, text: `${key}.${name} is missing: add ${key}.${name} = FILE.pem` });
    }
  }
  const settings = {
    password: undefined,
    cacertfile: text('cacertfile'),
    verify: take(reading, `${key}.verify`, parseVerify, 'verify_none'),
    failIfNoPeerCert: take(reading, `${key}.fail_if_no_peer_cert`, parseSwitch, false),
    versions: takeVersions(reading, `${key}.tls_versions`),
    ciphers: takeCiphers(reading, `${key}.ciphers`),
    honorCipherOrder: take(reading, `${key}.honor_cipher_order`, parseSwitch, true),
    handshakeTimeout: 15_000,
  };
  if (certfile === undefined || keyfile === undefined) {
    return undefined;
  }
  const toProblem = (finding: TlsFinding) => {
    const blamed = `${key}.${finding.key === 'versions' ? 'tls_versions' : finding.key}`;
    return { line: reading.settings.get(blamed)?.line ?? line, text: `${blamed}${finding.text}` };
  };
  const loaded = loadTls(reading.folder, { ...settings, certfile, keyfile }, Date.now());
  reading.problems.push(...loaded.problems.map(toProblem));
  reading.warnings.push(...loaded.warnings.map(toProblem));
  return loaded.configuration;
}
