import { DtlsError } from '../dtls-error.ts';
import { Callbacks } from './callbacks.ts';
import { type NativeFunctions, type Pointer, prototypes } from './native-functions.ts';

/** The OpenSSL of this process. */
export interface OpenSsl {
  readonly native: NativeFunctions;
  readonly callbacks: Callbacks;
  /** Room for an address that `DTLSv1_listen` insists on, and that memory has none of. */
  readonly address: Pointer;
}

let loading: Promise<OpenSsl> | undefined;

/**
 * Finds the OpenSSL that Node.js itself was built with. Nothing native is loaded before this is
 * called, and it is done once in a thread, because callbacks are registered for good.
 *
 * @throws {DtlsError} `DTLS_UNAVAILABLE`
 */
export function loadOpenSsl(): Promise<OpenSsl> {
  loading ??= load();
  return loading;
}

async function load(): Promise<OpenSsl> {
  const koffi = await importKoffi();
  const native = resolveFunctions((prototype) => koffi.load(null).func(prototype));
  checkVersion(Number(native.OpenSSL_version_num()));
  const address = native.BIO_ADDR_new();
  if (address === null) throw unavailable('OpenSSL has no memory', 'give the process more', {});
  return { native, callbacks: new Callbacks(koffi), address };
}

async function importKoffi(): Promise<typeof import('koffi')> {
  try {
    return (await import('koffi')).default as unknown as typeof import('koffi');
  } catch (cause) {
    throw unavailable(
      `the package koffi can't be loaded (${messageOf(cause)})`,
      'install exproto-kit with its dependencies, on a system that koffi has a binary for',
      {},
      cause,
    );
  }
}

/**
 * Finds every function, or says which one is missing.
 *
 * @throws {DtlsError} `DTLS_UNAVAILABLE`
 */
export function resolveFunctions(find: (prototype: string) => unknown): NativeFunctions {
  const functions = Object.entries(prototypes).map(([symbol, prototype]) => {
    try {
      return [symbol, find(prototype)] as const;
    } catch (cause) {
      const remedy = 'use a Node.js that was built with its own OpenSSL, as those of nodejs.org are';
      throw unavailable(`${process.execPath} doesn't export ${symbol}`, remedy, { symbol }, cause);
    }
  });
  return Object.fromEntries(functions) as unknown as NativeFunctions;
}

/**
 * The structures behind the functions differ between major versions.
 *
 * @throws {DtlsError} `DTLS_UNAVAILABLE`
 */
export function checkVersion(version: number): void {
  const major = Math.floor(version / 2 ** 28);
  if (major === 3) return;
  const remedy = 'use a Node.js with OpenSSL 3, such as 20, 22, 24 or 26';
  throw unavailable(`the OpenSSL of this Node.js has major version ${major}`, remedy, {
    version: String(major),
  });
}

function unavailable(
  what: string,
  remedy: string,
  facts: Readonly<Record<string, string>>,
  cause?: unknown,
): DtlsError {
  return new DtlsError('DTLS_UNAVAILABLE', `DTLS can't be had: ${what}; ${remedy}`, facts, cause);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
