import type { DtlsConfiguration } from '../dtls-configuration.ts';
import { loadTls } from './load-tls.ts';
import type { TlsKey } from './tls-settings.ts';

/** What a file says of a listener's DTLS, before the files that it names are read. */
export interface DtlsSettings
  extends Pick<DtlsConfiguration, 'verify' | 'failIfNoPeerCert' | 'handshakeTimeout' | 'mtu'> {
  readonly certfile: string | undefined;
  readonly keyfile: string | undefined;
  readonly password: string | undefined;
  readonly cacertfile: string | undefined;
  readonly ciphers: readonly string[] | undefined;
  readonly psk: DtlsConfiguration['psk'] | undefined;
}

/** What the user must be told of a key: ` is VALUE: ` and the reason with its remedy. It holds no secret. */
export interface DtlsFinding {
  readonly key: TlsKey | 'psk';
  readonly text: string;
}

/** What came of the settings: no configuration where there are problems. */
export interface LoadedDtls {
  readonly configuration: DtlsConfiguration | undefined;
  readonly problems: readonly DtlsFinding[];
  readonly warnings: readonly DtlsFinding[];
}

/** Reads the files that the settings name, and finds out whether all of it fits together. */
export function loadDtls(folder: string, settings: DtlsSettings, now: number): LoadedDtls {
  const { certfile, keyfile, psk, ciphers, mtu, ...shared } = settings;
  const problems = repeatedIdentities(psk);
  const own = {
    mtu,
    ...(psk === undefined ? {} : { psk }),
    ...(ciphers === undefined ? {} : { ciphers }),
  };
  if (psk !== undefined && !speaksOfCertificates(settings)) {
    const { verify, failIfNoPeerCert, handshakeTimeout } = settings;
    const configuration = { ...own, verify, failIfNoPeerCert, handshakeTimeout };
    return { configuration: problems.length === 0 ? configuration : undefined, problems, warnings: [] };
  }
  if (certfile === undefined || keyfile === undefined) {
    const missing = Object.entries({ certfile, keyfile }).filter(([, name]) => name === undefined);
    const text = ' is missing: expected the name of a PEM file, or psk and no key of certificates';
    const found = missing.map(([key]) => ({ key: key as 'certfile' | 'keyfile', text }));
    return { configuration: undefined, problems: [...problems, ...found], warnings: [] };
  }
  const unused = { versions: undefined, ciphers: undefined, honorCipherOrder: true };
  const loaded = loadTls(folder, { ...shared, ...unused, certfile, keyfile }, now);
  const tls = loaded.configuration;
  const all = [...problems, ...loaded.problems];
  if (tls === undefined || all.length > 0) {
    return { configuration: undefined, problems: all, warnings: loaded.warnings };
  }
  const { versions, honorCipherOrder, ciphers: none, ...read } = tls;
  return { configuration: { ...read, ...own }, problems: [], warnings: loaded.warnings };
}

/** Whether it says anything that has no meaning without a certificate. */
function speaksOfCertificates(settings: DtlsSettings): boolean {
  const { certfile, keyfile, password, cacertfile, verify, failIfNoPeerCert } = settings;
  const named = [certfile, keyfile, password, cacertfile].some((value) => value !== undefined);
  return named || verify === 'verify_peer' || failIfNoPeerCert;
}

function repeatedIdentities(psk: DtlsConfiguration['psk'] = []): DtlsFinding[] {
  const identities = psk.map(({ identity }) => identity);
  return identities.every((identity, index) => identities.indexOf(identity) === index)
    ? []
    : [{ key: 'psk', text: ' is not valid: expected each identity once' }];
}
