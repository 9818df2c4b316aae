import { defaultDtls } from '../default-dtls.ts';
import type { DtlsConfiguration } from '../dtls-configuration.ts';
import { type DtlsFinding, loadDtls } from '../tls/load-dtls.ts';
import { parseDtlsCipher } from '../tls/parse-dtls-cipher.ts';
import { type ConfReading, take } from './conf-reading.ts';
import { parseSwitch } from './parse-switch.ts';
import { parseVerify } from './parse-verify.ts';
import { takeCiphers } from './read-tls-lists.ts';
import type { Setting } from './settings.ts';

/** Reads the DTLS of a listener on `dtls://`; undefined where something is wrong, which is noted. */
export function readDtls(reading: ConfReading, { key, line }: Setting): DtlsConfiguration | undefined {
  const text = (name: string) => reading.settings.get(`${key}.${name}`)?.value;
  const [certfile, keyfile] = [text('certfile'), text('keyfile')];
  for (const name of ['certfile', 'keyfile']) {
    if (text(name) === undefined) {
      reading.problems.push({ line, text: `${key}.${name} is missing: add ${key}.${name} = FILE.pem` });
    }
  }
  const settings = {
    ...defaultDtls,
    password: undefined,
    psk: undefined,
    cacertfile: text('cacertfile'),
    verify: take(reading, `${key}.verify`, parseVerify, 'verify_none'),
    failIfNoPeerCert: take(reading, `${key}.fail_if_no_peer_cert`, parseSwitch, false),
    ciphers: takeCiphers(reading, `${key}.ciphers`, parseDtlsCipher),
  };
  if (certfile === undefined || keyfile === undefined) {
    return undefined;
  }
  const toProblem = (finding: DtlsFinding) => {
    const blamed = `${key}.${finding.key}`;
    return { line: reading.settings.get(blamed)?.line ?? line, text: `${blamed}${finding.text}` };
  };
  const loaded = loadDtls(reading.folder, { ...settings, certfile, keyfile }, Date.now());
  reading.problems.push(...loaded.problems.map(toProblem));
  reading.warnings.push(...loaded.warnings.map(toProblem));
  return loaded.configuration;
}
