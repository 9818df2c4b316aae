import { displayValue } from '../display-value.ts';
import type { Parsed } from '../parsed.ts';
import { parseCipher } from '../tls/parse-cipher.ts';
import type { TlsVersion } from '../tls-configuration.ts';
import type { ConfReading } from './conf-reading.ts';

const expectedVersions = 'expected tlsv1.2, tlsv1.3 or both';

/** Reads `tlsv1.3,tlsv1.2`. */
export function takeVersions(reading: ConfReading, key: string): readonly TlsVersion[] | undefined {
  return takeList(reading, key, parseVersion, expectedVersions);
}

/** Reads OpenSSL's names of ciphers. */
export function takeCiphers(
  reading: ConfReading,
  key: string,
  parse: (value: string) => Parsed<string> = parseCipher,
): readonly string[] | undefined {
  const expected = 'expected ciphers of OpenSSL, such as ECDHE-ECDSA-AES128-GCM-SHA256';
  return takeList(reading, key, parse, expected);
}

/**
 * Reads a list with commas. What EMQ X 4 offered and this gateway does not is left out with a
 * warning: devices that need it can't connect, but nothing is less safe. Only a list of which
 * nothing is left is a problem.
 */
function takeList<Item>(
  reading: ConfReading,
  key: string,
  parse: (value: string) => Parsed<Item>,
  expected: string,
): readonly Item[] | undefined {
  const setting = reading.settings.get(key);
  if (setting === undefined) {
    return undefined;
  }
  const names = setting.value.split(/[,:\s]+/).filter((name) => name !== '');
  const items: Item[] = [];
  const unknown: string[] = [];
  for (const name of names) {
    const parsed = parse(name);
    if ('value' in parsed) items.push(parsed.value);
    else unknown.push(name);
  }
  const { line } = setting;
  if (items.length === 0) {
    reading.problems.push({ line, text: `${key} is ${displayValue(setting.value)}: ${expected}` });
    return undefined;
  }
  if (unknown.length > 0) {
    const text = `${key}: ${displayValue(unknown.join(','))} is not offered by this version`;
    reading.warnings.push({ line, text });
  }
  return items;
}

function parseVersion(value: string): Parsed<TlsVersion> {
  return value === 'tlsv1.2' || value === 'tlsv1.3' ? { value } : { problem: expectedVersions };
}
