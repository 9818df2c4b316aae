import type { TlsFinding, TlsKey } from '../tls/tls-settings.ts';
import type { ConfReading } from './conf-reading.ts';

/** Notes what is to be said about the files of TLS, each at the line of its key, or else at `line`. */
export function noteFindings(
  reading: ConfReading,
  line: number,
  found: { readonly problems: readonly TlsFinding[]; readonly warnings: readonly TlsFinding[] },
  keyOf: (key: TlsKey) => string,
): void {
  const toProblem = ({ key, text }: TlsFinding) => {
    const blamed = keyOf(key);
    return { line: reading.settings.get(blamed)?.line ?? line, text: `${blamed}${text}` };
  };
  reading.problems.push(...found.problems.map(toProblem));
  reading.warnings.push(...found.warnings.map(toProblem));
}

/** The certificate and the key that begin with `prefix`, both required; what is missing is noted. */
export function takeCertificate(
  reading: ConfReading,
  line: number,
  prefix: string,
): { readonly certfile: string; readonly keyfile: string } | undefined {
  const text = (name: string) => reading.settings.get(`${prefix}${name}`)?.value;
  for (const name of ['certfile', 'keyfile']) {
    if (text(name) !== undefined) continue;
    const key = `${prefix}${name}`;
    reading.problems.push({ line, text: `${key} is missing: add ${key} = FILE.pem` });
  }
  const [certfile, keyfile] = [text('certfile'), text('keyfile')];
  return certfile === undefined || keyfile === undefined ? undefined : { certfile, keyfile };
}
