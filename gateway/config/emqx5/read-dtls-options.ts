import { defaultDtls } from '../default-dtls.ts';
import type { DtlsConfiguration } from '../dtls-configuration.ts';
import { loadDtls } from '../tls/load-dtls.ts';
import { parseDtlsCipher } from '../tls/parse-dtls-cipher.ts';
import { type Emqx5Reading, type NamedSection, take } from './emqx5-reading.ts';
import { parseSwitch } from './parse-switch.ts';
import { parseEmqxDuration } from './parse-values.ts';
import { noteFindings, requireCertificate, takeFiles, takeOffered, takeVerify } from './ssl-settings.ts';

/** Reads the certificates and rules of a DTLS listener; undefined where something is wrong, which is noted. */
export function readDtlsOptions(reading: Emqx5Reading, options: NamedSection): DtlsConfiguration | undefined {
  const complete = requireCertificate(reading, options);
  const parseTimeout = (value: unknown) => parseEmqxDuration(value, 1);
  const settings = {
    ...takeFiles(reading, options),
    verify: takeVerify(reading, options),
    failIfNoPeerCert: take(reading, options, 'fail_if_no_peer_cert', parseSwitch, false),
    ciphers: takeOffered(reading, options, 'ciphers', parseDtlsCipher, 'expected ciphers of DTLS 1.2'),
    psk: undefined,
    handshakeTimeout: take(reading, options, 'handshake_timeout', parseTimeout, defaultDtls.handshakeTimeout),
    mtu: defaultDtls.mtu,
  };
  takeOffered(reading, options, 'versions', parseDtlsVersion, 'expected dtlsv1.2');
  if (!complete || settings.certfile === undefined || settings.keyfile === undefined) return undefined;
  const loaded = loadDtls(reading.folder, settings, Date.now());
  noteFindings(reading, options, loaded);
  return loaded.configuration;
}

function parseDtlsVersion(value: string) {
  return value === 'dtlsv1.2' ? { value } : { problem: 'expected dtlsv1.2' };
}
