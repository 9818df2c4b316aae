import { displayValue } from '../display-value.ts';
import { plainValue } from '../hocon/hocon-value.ts';
import type { Place } from '../hocon/place.ts';
import type { Parsed } from '../parsed.ts';
import { loadTls } from '../tls/load-tls.ts';
import { offeredOf } from '../tls/offered-of.ts';
import { parseCipher } from '../tls/parse-cipher.ts';
import { parseVersion } from '../tls/parse-version.ts';
import type { TlsFinding } from '../tls/tls-settings.ts';
import type { TlsConfiguration } from '../tls-configuration.ts';
import {
  type Emqx5Reading,
  fieldOf,
  type NamedSection,
  pathOf,
  refuse,
  take,
  takeRequired,
  warn,
} from './emqx5-reading.ts';
import { expandVariables } from './expand-variables.ts';
import { parseSwitch } from './parse-switch.ts';
import { parseEmqxDuration } from './parse-values.ts';

/** Reads the certificates and rules of a side that accepts TLS; undefined where something is wrong, which is noted. */
export function readSslOptions(reading: Emqx5Reading, options: NamedSection): TlsConfiguration | undefined {
  const file = (value: unknown) => expandVariables(value, reading.environment);
  const certfile = takeRequired(reading, options, 'certfile', file, '"cert.pem"');
  const keyfile = takeRequired(reading, options, 'keyfile', file, '"key.pem"');
  const settings = {
    cacertfile: take<string | undefined>(reading, options, 'cacertfile', file, undefined),
    password: take<string | undefined>(reading, options, 'password', parsePassword, undefined),
    verify: take(reading, options, 'verify', parseVerify, 'verify_none'),
    failIfNoPeerCert: take(reading, options, 'fail_if_no_peer_cert', parseSwitch, false),
    versions: takeOffered(reading, options, 'versions', parseVersion, 'expected tlsv1.2, tlsv1.3 or both'),
    ciphers: takeOffered(reading, options, 'ciphers', parseCipher, 'expected ciphers of OpenSSL'),
    honorCipherOrder: take(reading, options, 'honor_cipher_order', parseSwitch, true),
    handshakeTimeout: take(
      reading,
      options,
      'handshake_timeout',
      (value) => parseEmqxDuration(value, 1),
      15_000,
    ),
  };
  if (certfile === undefined || keyfile === undefined) return undefined;
  const loaded = loadTls(reading.folder, { ...settings, certfile, keyfile }, Date.now());
  for (const finding of loaded.problems) refuse(reading, ...told(options, finding));
  for (const finding of loaded.warnings) warn(reading, ...told(options, finding));
  return loaded.configuration;
}

function told(options: NamedSection, { key, text }: TlsFinding): [Place, string] {
  return [fieldOf(options, key)?.value.place ?? options.section.place, `${pathOf(options, key)}${text}`];
}

function parseVerify(value: unknown): Parsed<TlsConfiguration['verify']> {
  return value === 'verify_peer' || value === 'verify_none'
    ? { value }
    : { problem: 'expected verify_peer or verify_none' };
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

/** Reads a list, or a text with commas. An empty one is none, as in EMQX. */
function takeOffered<Item>(
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
