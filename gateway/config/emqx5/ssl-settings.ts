import { displayValue } from '../display-value.ts';
import { plainValue } from '../hocon/hocon-value.ts';
import type { Parsed } from '../parsed.ts';
import { offeredOf } from '../tls/offered-of.ts';
import type { TlsFinding } from '../tls/tls-settings.ts';
import type { TlsConfiguration } from '../tls-configuration.ts';
import {
  type Emqx5Reading,
  fieldOf,
  type NamedSection,
  pathOf,
  refuse,
  take,
  warn,
} from './emqx5-reading.ts';
import { expandVariables } from './expand-variables.ts';

/** The files that `ssl_options` name, and the password; undefined where one is missing. */
export interface NamedFiles {
  readonly certfile: string | undefined;
  readonly keyfile: string | undefined;
  readonly password: string | undefined;
  readonly cacertfile: string | undefined;
}

/** Notes where a certificate or its key is missing, and says whether both are there. */
export function requireCertificate(reading: Emqx5Reading, options: NamedSection): boolean {
  const missing = (['certfile', 'keyfile'] as const).filter((key) => fieldOf(options, key) === undefined);
  for (const key of missing) {
    const example = key === 'certfile' ? 'cert.pem' : 'key.pem';
    refuse(reading, options.section.place, `${pathOf(options, key)} is missing: add ${key} = "${example}"`);
  }
  return missing.length === 0;
}

/** Takes the names of files, with the variables of the environment in them. */
export function takeFiles(reading: Emqx5Reading, options: NamedSection): NamedFiles {
  const parse = (value: unknown) => expandVariables(value, reading.environment);
  const file = (key: string) => take<string | undefined>(reading, options, key, parse, undefined);
  return {
    certfile: file('certfile'),
    keyfile: file('keyfile'),
    password: take<string | undefined>(reading, options, 'password', parsePassword, undefined),
    cacertfile: file('cacertfile'),
  };
}

/** Whether certificates of the other side are checked: not where the file says nothing. */
export function takeVerify(reading: Emqx5Reading, options: NamedSection): TlsConfiguration['verify'] {
  return take(reading, options, 'verify', parseVerify, 'verify_none');
}

/**
 * Takes a list, or a text with commas. An empty one is none, as in EMQX. What this gateway does not
 * offer is left out with a warning; only a list of which nothing is left is a problem.
 */
export function takeOffered<Item>(
  reading: Emqx5Reading,
  options: NamedSection,
  key: string,
  parse: (value: string) => Parsed<Item>,
  expected: string,
): readonly Item[] | undefined {
  const field = fieldOf(options, key);
  if (field === undefined) return undefined;
  const written = plainValue(field.value);
  const names = (Array.isArray(written) ? written : String(written).split(/[,:\s]+/)).map(String);
  const { offered, others } = offeredOf(
    names.filter((name) => name !== ''),
    parse,
  );
  const shown = displayValue(others.join(','));
  if (others.length > 0 && offered.length === 0) {
    refuse(reading, field.value.place, `${pathOf(options, key)} is ${shown}: ${expected}`);
  } else if (others.length > 0) {
    warn(reading, field.value.place, `${pathOf(options, key)}: ${shown} is not offered by this version`);
  }
  return offered.length === 0 ? undefined : offered;
}

/** What is to be told of a key: ` is VALUE: ` and the reason. */
type Finding = Omit<TlsFinding, 'key'> & { readonly key: string };

/** What is to be told of the files that were read. */
export interface Findings {
  readonly problems: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** Notes what is wrong with the files, where they are named. */
export function noteFindings(reading: Emqx5Reading, options: NamedSection, found: Findings): void {
  const placeOf = (key: string) => fieldOf(options, key)?.value.place ?? options.section.place;
  for (const { key, text } of found.problems) refuse(reading, placeOf(key), `${pathOf(options, key)}${text}`);
  for (const { key, text } of found.warnings) warn(reading, placeOf(key), `${pathOf(options, key)}${text}`);
}

/** Reads a password. An empty one is none; EMQX reads `file://` as the name of a file. */
function parsePassword(value: unknown): Parsed<string | undefined> {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return { problem: 'expected a text' };
  if (text.startsWith('file://')) {
    const remedy = `expected the password itself, or $\{?NAME} for that of the environment`;
    return { problem: `a password is not read from a file of its own: ${remedy}` };
  }
  return { value: text === '' ? undefined : text };
}

function parseVerify(value: unknown): Parsed<TlsConfiguration['verify']> {
  return value === 'verify_peer' || value === 'verify_none'
    ? { value }
    : { problem: 'expected verify_peer or verify_none' };
}
