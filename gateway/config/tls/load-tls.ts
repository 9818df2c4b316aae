import type { KeyObject, X509Certificate } from 'node:crypto';
import { displayValue } from '../display-value.ts';
import type { TlsConfiguration } from '../tls-configuration.ts';
import { dateProblem, readCertificates } from './read-certificates.ts';
import { readNamedFile } from './read-named-file.ts';
import { readPrivateKey } from './read-private-key.ts';
import type { LoadedTls, TlsFinding, TlsKey, TlsSettings } from './tls-settings.ts';
import { versionsOf } from './versions-of.ts';

/** What comes of dates that have passed, or have not come, by the file with the certificate. */
export interface DateConsequences {
  readonly certfile: string;
  readonly cacertfile: string;
}

const forDevices: DateConsequences = {
  certfile: 'devices that check it will not connect',
  cacertfile: 'devices whose certificates it signed are refused',
};

/** Reads the files that the settings name, and finds out whether all of it fits together. */
export function loadTls(
  folder: string,
  settings: TlsSettings,
  now: number,
  consequences: DateConsequences = forDevices,
): LoadedTls {
  return new TlsLoading(folder, settings, now, consequences).load();
}

class TlsLoading {
  readonly #problems: TlsFinding[] = [];
  readonly #warnings: TlsFinding[] = [];
  readonly #folder: string;
  readonly #settings: TlsSettings;
  readonly #now: number;
  readonly #consequences: DateConsequences;

  constructor(folder: string, settings: TlsSettings, now: number, consequences: DateConsequences) {
    this.#folder = folder;
    this.#settings = settings;
    this.#now = now;
    this.#consequences = consequences;
  }

  load(): LoadedTls {
    const configuration = this.#read();
    const problems = this.#problems;
    return {
      configuration: problems.length === 0 ? configuration : undefined,
      problems,
      warnings: this.#warnings,
    };
  }

  #read(): TlsConfiguration | undefined {
    const { certfile, keyfile, password, cacertfile, ciphers, ...settings } = this.#settings;
    const certificate = this.#certificates('certfile', certfile, this.#consequences.certfile);
    const key = this.#key(keyfile, password);
    const authorities =
      cacertfile === undefined
        ? undefined
        : this.#certificates('cacertfile', cacertfile, this.#consequences.cacertfile);
    if (certificate !== undefined && key !== undefined) this.#compare(certificate.leaf, key.opened);
    this.#checkVerification();
    const versions = versionsOf(settings.versions, ciphers);
    if ('problem' in versions) this.#problem('ciphers', displayValue(ciphers), versions.problem);
    if (certificate === undefined || key === undefined || 'problem' in versions) return undefined;
    return {
      ...settings,
      files: { certfile, keyfile, ...(cacertfile === undefined ? {} : { cacertfile }) },
      certificate: certificate.text,
      key: key.text,
      versions: versions.value,
      ...(password === undefined ? {} : { password }),
      ...(authorities === undefined ? {} : { certificateAuthorities: authorities.text }),
      ...(ciphers === undefined ? {} : { ciphers }),
    };
  }

  #certificates(
    key: 'certfile' | 'cacertfile',
    name: string,
    consequence: string,
  ): { text: string; leaf: X509Certificate } | undefined {
    const text = this.#text(key, name, key === 'certfile' ? 'a certificate' : 'certificates of authorities');
    if (text === undefined) return undefined;
    const certificates = readCertificates(text);
    if ('problem' in certificates) return this.#problem(key, displayValue(name), certificates.problem);
    const [leaf] = certificates.value;
    const date = certificates.value
      .map((certificate) => dateProblem(certificate, this.#now))
      .find((problem) => problem !== undefined);
    if (date !== undefined) {
      this.#warnings.push({ key, text: ` is ${displayValue(name)}: ${date}, ${consequence}: renew it` });
    }
    return leaf && { text, leaf };
  }

  #key(name: string, password: string | undefined): { text: string; opened: KeyObject } | undefined {
    const text = this.#text('keyfile', name, 'the private key of the certificate');
    if (text === undefined) return undefined;
    const read = readPrivateKey(text, password);
    if ('value' in read) return { text, opened: read.value };
    return this.#problem(read.key, read.key === 'password' ? undefined : displayValue(name), read.problem);
  }

  #compare(certificate: X509Certificate, key: KeyObject): void {
    if (certificate.checkPrivateKey(key)) return;
    const { keyfile, certfile } = this.#settings;
    const expected = `expected the private key of the certificate in ${displayValue(certfile)}`;
    this.#problem('keyfile', displayValue(keyfile), `the key does not fit the certificate, ${expected}`);
  }

  #checkVerification(): void {
    const { verify, cacertfile, failIfNoPeerCert } = this.#settings;
    if (verify === 'verify_peer' && cacertfile === undefined) {
      const text =
        " is missing: expected the file of the authorities of the devices' certificates with verify_peer";
      this.#problems.push({ key: 'cacertfile', text });
    }
    // To ignore it would let devices in whom the file keeps out.
    if (verify === 'verify_none' && failIfNoPeerCert) {
      this.#problem(
        'fail_if_no_peer_cert',
        'true',
        'no device is asked for a certificate, set verify to verify_peer',
      );
    }
  }

  #text(key: TlsKey, name: string, content: string): string | undefined {
    const read = readNamedFile(this.#folder, name, content);
    return 'value' in read ? read.value : this.#problem(key, displayValue(name), read.problem);
  }

  #problem(key: TlsKey, shown: string | undefined, problem: string): undefined {
    this.#problems.push({
      key,
      text: `${shown === undefined ? ' is not valid' : ` is ${shown}`}: ${problem}`,
    });
  }
}
