const longest = 80;

/**
 * A value as it may stand in a message: on one line, not endless, and without the
 * user name and password that a URL can carry.
 */
export function displayValue(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (typeof value === 'object' && value !== null) {
    return Object.keys(value).length === 0 ? 'an empty section' : 'a section';
  }
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** A key of the user's file: bare where it is a plain word. */
export function displayKey(key: string): string {
  return /^[\w.-]+$/.test(key) && key.length <= longest ? key : quoted(key);
}

function quoted(text: string): string {
  const shown = text.replace(/\/\/.*@/s, '//***@');
  const short = shown.length > longest ? `${shown.slice(0, longest)}...` : shown;
  return JSON.stringify(short).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, codePoint);
}

function codePoint(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
