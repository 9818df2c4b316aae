import { HoconFault } from './hocon-fault.ts';
import type { Place } from './place.ts';

/** What an unquoted text or key cannot hold, besides spaces. */
const reserved = new Set('$"{}[]:=,+#`^?!@*&\\');
const jsonNumber = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const quoted = /"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const tripleQuoted = /"""(.*?"*)"""(?!")/sy;

/** Goes through the text of a file from its beginning to its end. */
export class Scanner {
  readonly #file: string;
  readonly #text: string;
  readonly #lineStarts: number[] = [0];
  #offset = 0;
  /** Counted up when a place is asked for: the way through the text is forward only. */
  #line = 1;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
    for (const { index } of text.matchAll(/\n/g)) this.#lineStarts.push(index + 1);
  }

  /** The place of the next character. */
  get place(): Place {
    while (this.#offset >= (this.#lineStarts[this.#line] ?? Number.POSITIVE_INFINITY)) this.#line++;
    const column = this.#offset - (this.#lineStarts[this.#line - 1] ?? 0) + 1;
    return { file: this.#file, line: this.#line, column };
  }

  get atEnd(): boolean {
    return this.#offset >= this.#text.length;
  }

  /** Whether the text goes on like this. */
  sees(text: string): boolean {
    return this.#text.startsWith(text, this.#offset);
  }

  /** Whether the text goes on in this way; the expression is sticky. */
  matches(expression: RegExp): boolean {
    expression.lastIndex = this.#offset;
    return expression.test(this.#text);
  }

  /** Goes past the text where it is next, and says whether it was. */
  skip(text: string): boolean {
    const seen = this.sees(text);
    if (seen) this.#offset += text.length;
    return seen;
  }

  /** Takes spaces up to the end of the line. */
  takeSpaces(): string {
    return this.#take(/[^\S\n]*/y) ?? '';
  }

  /** Goes past spaces, lines and comments, and says whether a line ended. */
  skipBlank(): boolean {
    const before = this.#offset;
    this.#take(/(?:\s+|(?:#|\/\/)[^\n]*)*/y);
    return this.#text.slice(before, this.#offset).includes('\n');
  }

  /** Takes a number as JSON has it, where nothing unquoted follows. */
  takeNumber(): string | undefined {
    const before = this.#offset;
    const number = this.#take(jsonNumber);
    if (number !== undefined && this.#seesUnquoted()) {
      this.#offset = before;
      return undefined;
    }
    return number;
  }

  /** Takes what needs no quotes, up to one of the characters given. */
  takeUnquoted(end = ''): string {
    const before = this.#offset;
    while (this.#seesUnquoted() && !end.includes(this.#text.charAt(this.#offset))) this.#offset++;
    return this.#text.slice(before, this.#offset);
  }

  /** Takes a text in quotes, or in three quotes. */
  takeQuoted(): string {
    const place = this.place;
    if (this.sees('"""')) {
      tripleQuoted.lastIndex = this.#offset;
      const content = tripleQuoted.exec(this.#text)?.[1];
      if (content === undefined) throw new HoconFault(place, 'the text that begins here has no closing """');
      this.#offset += content.length + 6;
      return content;
    }
    const literal = this.#take(quoted);
    if (literal === undefined) throw new HoconFault(place, 'the text that begins here has no closing quote');
    try {
      return String(JSON.parse(literal));
    } catch {
      const remedy = 'write \\\\ for a backslash and \\n for the end of a line, or put it in """';
      throw new HoconFault(
        place,
        `the text holds an escape or a character that quotes do not allow: ${remedy}`,
      );
    }
  }

  #seesUnquoted(): boolean {
    const character = this.#text.charAt(this.#offset);
    return !/^\s?$/.test(character) && !reserved.has(character) && !this.sees('//');
  }

  #take(expression: RegExp): string | undefined {
    expression.lastIndex = this.#offset;
    const taken = expression.exec(this.#text)?.[0];
    this.#offset += taken?.length ?? 0;
    return taken;
  }
}
