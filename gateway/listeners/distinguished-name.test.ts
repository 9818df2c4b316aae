import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { commonName, distinguishedName, readSubject, type SubjectName } from './distinguished-name.ts';

/** A name as Node.js prints it, with the escapes of OpenSSL. */
function printed(name: SubjectName): string {
  const escaped = (value: string) =>
    value
      .replace(/["+,;<>\\]|^[ #]| $/g, '\\$&')
      .replace(
        /(?!\P{ASCII})\p{Cc}/gu,
        (character) => `\\${Buffer.from(character).toString('hex').toUpperCase()}`,
      );
  const lines = name.map((part) => part.map(({ type, value }) => `${type}=${escaped(value)}`).join(' + '));
  return lines.join('\n');
}

/** Reads a text by the grammar of RFC 4514, without a look at how it was made. */
function parsed(text: string): SubjectName {
  const parts: { type: string; value: string }[][] = [[]];
  let rest = text;
  while (rest !== '') {
    const match = /^([\w.-]+)=((?:\\[\dA-F]{2}|\\["+,;<>\\ #=]|[^"+,;<>\\\0])*)([,+]|$)/su.exec(rest);
    if (match === null) throw new Error(`not RFC 4514: ${rest}`);
    const [whole, type = '', escaped = '', separator] = match;
    if (/^[ #]|(?<!\\) $/.test(escaped)) throw new Error(`an end is not escaped: ${escaped}`);
    const value = escaped.replace(/(?:\\[\dA-F]{2})+|\\(.)/gs, (escapes, special: string | undefined) =>
      special === undefined ? Buffer.from(escapes.replaceAll('\\', ''), 'hex').toString() : special,
    );
    parts.at(-1)?.push({ type, value });
    if (separator === ',') parts.push([]);
    rest = rest.slice(whole.length);
  }
  return parts;
}

describe('a distinguished name', () => {
  it.each([
    ['', '', ''],
    ['CN=Client', 'CN=Client', 'Client'],
    ['C=CN\nST=hangzhou\nO=EMQ\nCN=Client', 'CN=Client,O=EMQ,ST=hangzhou,C=CN', 'Client'],
    ['C=CN\nCN=a + OU=b + UID=c', 'CN=a+OU=b+UID=c,C=CN', 'a'],
    ['O=Smith\\, Sons', 'O=Smith\\, Sons', ''],
    ['O=a \\+ b\nCN=c', 'CN=c,O=a \\+ b', 'c'],
    ['CN=\\#1 # 2#', 'CN=\\#1 # 2#', '#1 # 2#'],
    ['CN=\\  a b \\ ', 'CN=\\  a b \\ ', '  a b  '],
    ['CN=\\ ', 'CN=\\ ', ' '],
    ['CN=\\"a\\\\b\\"\\;\\<c\\>', 'CN=\\"a\\\\b\\"\\;\\<c\\>', '"a\\b";<c>'],
    ['CN=a\\0Ab\\00c', 'CN=a\\0Ab\\00c', 'a\nb\0c'],
    ['CN=a\\\\0A', 'CN=a\\\\0A', 'a\\0A'],
    ['CN=a\\0ACN=root\nO=x', 'O=x,CN=a\\0ACN=root', 'a\nCN=root'],
    ['CN=a \\+ CN=root', 'CN=a \\+ CN=root', 'a + CN=root'],
    ['CN=a=b', 'CN=a=b', 'a=b'],
    ['CN=', 'CN=', ''],
    ['CN=Zürich 🚂', 'CN=Zürich 🚂', 'Zürich 🚂'],
    ['1.3.6.1.4.1.99999.1=42\nCN=a', 'CN=a,1.3.6.1.4.1.99999.1=42', 'a'],
    ['CN=general\nCN=special', 'CN=special,CN=general', 'special'],
  ])('of %j', (subject, expected, expectedCommonName) => {
    const name = readSubject(subject);
    expect(distinguishedName(name)).toBe(expected);
    expect(commonName(name)).toBe(expectedCommonName);
  });

  const attribute = fc.record({
    type: fc.constantFrom('CN', 'O', 'emailAddress', '1.3.6.1.4.1.99999.1'),
    value: fc.oneof(
      fc.string({ unit: fc.constantFrom(...' #+,;<>="\\\n\0aCN0') }),
      fc.string({ unit: 'binary' }),
    ),
  });
  const names = fc.array(fc.array(attribute, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 });

  test.prop([names], { numRuns: 1000 })('says what the certificate says, in reversed order', (name) => {
    const subject = readSubject(printed(name));
    expect(subject).toEqual(name);
    expect(parsed(distinguishedName(subject))).toEqual(name.toReversed());
  });
});
