import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { reasonOf } from './reading-failure.ts';
import type { DeviceCertificate } from './target.ts';

/** Something that is wrong with a file that a target names. */
export interface FileProblem {
  /** The key that names the file. */
  readonly path: readonly string[];
  readonly text: string;
}

/** Where a certificate and its key are named. */
interface Pair {
  readonly certfile?: string | undefined;
  readonly keyfile?: string | undefined;
}

/** Reads the files that a target names, most of them PEM, and collects what is wrong with them. */
export class CertificateFiles {
  readonly problems: FileProblem[] = [];
  readonly #folder: string;

  /** @param folder Where relative names count from: the folder of the target file. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where a file is, or will be. */
  place(name: string): string {
    return resolve(this.#folder, name);
  }

  /** Certificates of authorities. */
  authorities(name: string | undefined, path: readonly string[]): string | undefined {
    if (name === undefined) return undefined;
    return this.#read(name, [...path, 'cacertfile'], 'certificates', (pem) => new X509Certificate(pem));
  }

  /** A certificate and its key. */
  device({ certfile, keyfile }: Pair, path: readonly string[]): DeviceCertificate | undefined {
    if (certfile === undefined && keyfile === undefined) return undefined;
    if (certfile === undefined) return this.#missing(path, 'certfile', 'the certificate of keyfile');
    if (keyfile === undefined) return this.#missing(path, 'keyfile', 'the key of certfile');
    const certificate = this.#read(
      certfile,
      [...path, 'certfile'],
      'a certificate',
      (pem) => new X509Certificate(pem),
    );
    if (certificate === undefined) return undefined;
    const fits = (key: string) => createSecureContext({ cert: certificate, key });
    const key = this.#read(keyfile, [...path, 'keyfile'], 'the key of certfile, not encrypted', fits);
    return key === undefined ? undefined : { certificate, key };
  }

  /** The place of a file that a container is given. */
  existing(name: string, path: readonly string[]): string {
    const file = resolve(this.#folder, name);
    const problem = (reason: string) =>
      this.problems.push({ path, text: `is ${JSON.stringify(name)}: ${reason}, expected a file` });
    try {
      if (!statSync(file).isFile()) problem(`${file} is none`);
    } catch (cause) {
      problem(`${reasonOf(cause)} at ${file}`);
    }
    return file;
  }

  #missing(path: readonly string[], key: string, expected: string): undefined {
    this.problems.push({
      path: [...path, key],
      text: `is missing: expected the name of a file with ${expected}`,
    });
  }

  #read(
    name: string,
    path: readonly string[],
    content: string,
    check: (pem: string) => unknown,
  ): string | undefined {
    const file = resolve(this.#folder, name);
    const refuse = (reason: string): undefined => {
      const place = file === name ? '' : ` at ${file}`;
      const text = `is ${JSON.stringify(name)}: ${reason}${place}, expected a PEM file with ${content}`;
      this.problems.push({ path, text });
    };
    let pem: string;
    try {
      pem = readFileSync(file, 'utf8');
    } catch (cause) {
      return refuse(reasonOf(cause));
    }
    try {
      check(pem);
    } catch {
      // What OpenSSL says of a file that is wrong helps nobody.
      return refuse('this is something else');
    }
    return pem;
  }
}
