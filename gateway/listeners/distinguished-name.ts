/** One attribute of a name, such as CN, with its value unescaped. */
export interface NameAttribute {
  readonly type: string;
  readonly value: string;
}

/** A name as a certificate holds it: the most general part first, each of one attribute or several. */
export type SubjectName = readonly (readonly NameAttribute[])[];

/**
 * Reads `X509Certificate.subject`: a part each line, its attributes joined by ` + `. Whatever a
 * value has of these is escaped, so that a device can't make one attribute look like another.
 */
export function readSubject(subject: string): SubjectName {
  return subject
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => splitUnescaped(line).map(readAttribute));
}

/** The name as RFC 4514 writes it: the most special part first, such as `CN=Client,O=EMQ,C=CN`. */
export function distinguishedName(name: SubjectName): string {
  return name
    .toReversed()
    .map((part) => part.map(({ type, value }) => `${type}=${escapeValue(value)}`).join('+'))
    .join(',');
}

/** The most special CN of the name, or an empty text. */
export function commonName(name: SubjectName): string {
  return name.flat().findLast(({ type }) => type === 'CN')?.value ?? '';
}

/** No value has a `+` that is not escaped, so each one stands between two attributes. */
function splitUnescaped(line: string): string[] {
  const attributes = line.match(/(?:\\.|[^\\+])+/gs) ?? [];
  return attributes.map((text, index) =>
    text.slice(index > 0 ? 1 : 0, index < attributes.length - 1 ? -1 : undefined),
  );
}

function readAttribute(text: string): NameAttribute {
  const separator = text.indexOf('=');
  return { type: text.slice(0, separator), value: unescapeValue(text.slice(separator + 1)) };
}

function unescapeValue(text: string): string {
  return text.replace(/\\([\dA-F]{2}|.)/gs, (_escape, escaped: string) =>
    escaped.length === 2 ? String.fromCharCode(Number.parseInt(escaped, 16)) : escaped,
  );
}

function escapeValue(value: string): string {
  return value.replace(/["+,;<>\\]|^[ #]| $/g, '\\$&').replace(/\p{Cc}/gu, hexPair);
}

/** Control characters may stand as they are, but whoever prints the name had better not. */
function hexPair(character: string): string {
  return [...Buffer.from(character)]
    .map((byte) => `\\${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}
