import { displayValue } from '../display-value.ts';
import type { HandlerTlsConfiguration } from '../tls-configuration.ts';
import { loadTls } from './load-tls.ts';
import { dateProblem, readCertificates } from './read-certificates.ts';
import { readNamedFile } from './read-named-file.ts';
import type { LoadedTls, TlsFinding } from './tls-settings.ts';

/** What a file says of the TLS towards the handler, before the files that it names are read. */
export interface HandlerTlsSettings extends Pick<HandlerTlsConfiguration, 'verify'> {
  readonly certfile: string | undefined;
  readonly keyfile: string | undefined;
  readonly password: string | undefined;
  readonly cacertfile: string | undefined;
  readonly serverName: string | undefined;
}

/** What came of the settings: no configuration where there are problems. */
export interface LoadedHandlerTls extends Omit<LoadedTls, 'configuration'> {
  readonly configuration: HandlerTlsConfiguration | undefined;
}

const consequences = {
  certfile: 'a handler that checks it will refuse the gateway',
  cacertfile: 'handlers whose certificates it signed are refused',
};

/** Reads the files that the settings name, and finds out whether all of it fits together. */
export function loadHandlerTls(folder: string, settings: HandlerTlsSettings, now: number): LoadedHandlerTls {
  const problems: TlsFinding[] = [];
  const warnings: TlsFinding[] = [];
  const { certfile, keyfile, password, cacertfile, verify, serverName } = settings;
  const own = loadOwn(folder, settings, now, problems, warnings);
  const authorities =
    cacertfile === undefined ? undefined : readAuthorities(folder, cacertfile, now, problems, warnings);
  if (cacertfile !== undefined && verify === 'verify_none') {
    const text = ' has no effect: with verify_none the certificate of the handler is not checked';
    warnings.push({ key: 'cacertfile', text });
  }
  if (problems.length > 0) return { configuration: undefined, problems, warnings };
  const files = {
    ...(certfile === undefined ? {} : { certfile }),
    ...(keyfile === undefined ? {} : { keyfile }),
    ...(cacertfile === undefined ? {} : { cacertfile }),
  };
  const configuration = {
    ...(Object.keys(files).length === 0 ? {} : { files }),
    ...own,
    ...(own === undefined || password === undefined ? {} : { password }),
    ...(authorities === undefined ? {} : { certificateAuthorities: authorities }),
    verify,
    ...(serverName === undefined ? {} : { serverName }),
  };
  return { configuration, problems, warnings };
}

/** The gateway's own certificate and key: both, or neither. */
function loadOwn(
  folder: string,
  { certfile, keyfile, password }: HandlerTlsSettings,
  now: number,
  problems: TlsFinding[],
  warnings: TlsFinding[],
): { certificate: string; key: string } | undefined {
  if (certfile === undefined || keyfile === undefined) {
    const pair = [
      ['certfile', 'the certificate of the key', keyfile],
      ['keyfile', 'the private key of the certificate', certfile],
    ] as const;
    for (const [key, what, other] of pair) {
      if (other !== undefined) problems.push({ key, text: ` is missing: expected the file with ${what}` });
    }
    if (password !== undefined && keyfile === undefined && certfile === undefined) {
      problems.push({ key: 'password', text: ' has no effect: there is no keyfile that it could open' });
    }
    return undefined;
  }
  const unused = { cacertfile: undefined, versions: undefined, ciphers: undefined, handshakeTimeout: 0 };
  const lenient = { verify: 'verify_none', failIfNoPeerCert: false, honorCipherOrder: true } as const;
  const pair = { certfile, keyfile, password, ...unused, ...lenient };
  const loaded = loadTls(folder, pair, now, consequences);
  problems.push(...loaded.problems);
  warnings.push(...loaded.warnings);
  return (
    loaded.configuration && { certificate: loaded.configuration.certificate, key: loaded.configuration.key }
  );
}

function readAuthorities(
  folder: string,
  name: string,
  now: number,
  problems: TlsFinding[],
  warnings: TlsFinding[],
): string | undefined {
  const read = readNamedFile(folder, name, 'certificates of authorities');
  const certificates = 'problem' in read ? read : readCertificates(read.value);
  if ('problem' in read || 'problem' in certificates) {
    const problem = 'problem' in certificates ? certificates.problem : '';
    problems.push({ key: 'cacertfile', text: ` is ${displayValue(name)}: ${problem}` });
    return undefined;
  }
  for (const certificate of certificates.value) {
    const date = dateProblem(certificate, now);
    if (date === undefined) continue;
    const text = ` is ${displayValue(name)}: ${date}, ${consequences.cacertfile}: renew it`;
    warnings.push({ key: 'cacertfile', text });
    break;
  }
  return read.value;
}
