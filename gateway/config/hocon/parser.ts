import { dirname, resolve } from 'node:path';
import type { Problem } from '../problem.ts';
import { HoconFault } from './hocon-fault.ts';
import { parseInclude, seesInclude } from './parse-include.ts';
import { parsePath } from './parse-path.ts';
import { Scanner } from './scanner.ts';
import type { HoconSources } from './sources.ts';
import { addFields, assign, type ListSyntax, type SectionSyntax, type ValueSyntax } from './syntax.ts';

const deepest = 64;
const mostIncludes = 100;
const words = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** What all files of one configuration share while they are read. */
export interface Parsing {
  readonly sources: HoconSources;
  readonly warnings: Problem[];
  includes: number;
}

/** Reads one file, and those that it includes. */
export class Parser {
  readonly #scanner: Scanner;
  readonly #parsing: Parsing;
  /** The files that led here, this one last. */
  readonly #files: readonly string[];
  /** Where the outermost of them includes what this one says. */
  readonly #within: readonly string[];
  #depth = 0;

  constructor(parsing: Parsing, files: readonly string[], within: readonly string[], text: string) {
    this.#parsing = parsing;
    this.#files = files;
    this.#within = within;
    this.#scanner = new Scanner(files.at(-1) ?? '', text);
  }

  parse(): SectionSyntax | ListSyntax {
    const scanner = this.#scanner;
    scanner.skipBlank();
    const root = this.#root();
    scanner.skipBlank();
    if (!scanner.atEnd)
      throw new HoconFault(scanner.place, 'expected nothing more here: a bracket is too many');
    return root;
  }

  #root(): SectionSyntax | ListSyntax {
    if (this.#scanner.sees('[')) return this.#list();
    if (this.#scanner.sees('{')) return this.#section([]);
    const root: SectionSyntax = { kind: 'section', place: this.#scanner.place, fields: new Map() };
    this.#fields(root, [], '');
    return root;
  }

  #section(path: readonly string[]): SectionSyntax {
    const section: SectionSyntax = { kind: 'section', place: this.#scanner.place, fields: new Map() };
    this.#bracketed('{', () => this.#fields(section, path, '}'));
    return section;
  }

  #list(): ListSyntax {
    const items: ValueSyntax[] = [];
    const place = this.#scanner.place;
    this.#bracketed('[', () => this.#separated(']', () => items.push(this.#value([]))));
    return { kind: 'list', place, items };
  }

  #bracketed(open: string, parse: () => void): void {
    const place = this.#scanner.place;
    this.#scanner.skip(open);
    if (++this.#depth > deepest) throw new HoconFault(place, `more than ${deepest} brackets in each other`);
    parse();
    this.#depth--;
  }

  #fields(section: SectionSyntax, path: readonly string[], end: '}' | ''): void {
    this.#separated(end, () => {
      if (seesInclude(this.#scanner)) this.#include(section, path);
      else this.#field(section, path);
    });
  }

  /** What stands between commas or in lines of its own, up to a bracket or the end of the file. */
  #separated(end: ']' | '}' | '', parse: () => void): void {
    const scanner = this.#scanner;
    const open = scanner.place;
    scanner.skipBlank();
    while (end === '' ? !scanner.atEnd && !scanner.sees('}') && !scanner.sees(']') : !scanner.skip(end)) {
      if (scanner.atEnd)
        throw new HoconFault(open, `the bracket before this is never closed: expected ${end}`);
      parse();
      const newLine = scanner.skipBlank();
      const comma = scanner.skip(',');
      if (comma) scanner.skipBlank();
      else if (!newLine && !scanner.atEnd && !(end !== '' && scanner.sees(end))) this.#misplaced();
    }
  }

  #field(section: SectionSyntax, path: readonly string[]): void {
    const scanner = this.#scanner;
    const place = scanner.place;
    const key = parsePath(scanner);
    scanner.skipBlank();
    const append = scanner.skip('+=');
    if (!append && !scanner.sees('{') && !scanner.skip('=') && !scanner.skip(':')) {
      throw new HoconFault(scanner.place, 'expected = or : or { after the key');
    }
    scanner.skipBlank();
    assign(section, key, { place, value: this.#value([...path, ...key]), append });
  }

  #value(path: readonly string[]): ValueSyntax {
    const parts: ValueSyntax[] = [];
    const place = this.#scanner.place;
    for (;;) {
      const between = this.#scanner.place;
      const spaces = this.#scanner.takeSpaces();
      const part = this.#part(path);
      if (part === undefined) break;
      if (parts.length > 0 && spaces !== '') parts.push({ kind: 'blank', place: between, source: spaces });
      parts.push(part);
    }
    const [only] = parts;
    if (only === undefined)
      throw new HoconFault(place, 'expected a value here: put special characters in quotes');
    return parts.length === 1 ? only : { kind: 'concatenation', place, parts };
  }

  #part(path: readonly string[]): ValueSyntax | undefined {
    const scanner = this.#scanner;
    const place = scanner.place;
    if (scanner.sees('{')) return this.#section(path);
    if (scanner.sees('[')) return this.#list();
    if (scanner.sees('${')) return this.#reference();
    if (scanner.sees('"')) {
      const value = scanner.takeQuoted();
      return { kind: 'scalar', place, value, source: value };
    }
    const number = scanner.takeNumber();
    if (number !== undefined) return { kind: 'scalar', place, value: Number(number), source: number };
    const source = scanner.takeUnquoted();
    if (source === '') return undefined;
    const word = words.get(source);
    return { kind: 'scalar', place, value: word === undefined ? source : word, source };
  }

  #reference(): ValueSyntax {
    const scanner = this.#scanner;
    const place = scanner.place;
    scanner.skip('${');
    const optional = scanner.skip('?');
    scanner.takeSpaces();
    const path = parsePath(scanner);
    if (!scanner.skip('}')) throw new HoconFault(scanner.place, `expected } at the end of the reference`);
    return { kind: 'reference', place, path, optional, within: this.#within };
  }

  #include(section: SectionSyntax, path: readonly string[]): void {
    const place = this.#scanner.place;
    const { name, required } = parseInclude(this.#scanner);
    const file = resolve(dirname(this.#files.at(-1) ?? ''), name);
    if (this.#files.some((open) => resolve(open) === file)) {
      throw new HoconFault(place, `${JSON.stringify(name)} includes itself: remove the include`);
    }
    if (++this.#parsing.includes > mostIncludes)
      throw new HoconFault(place, `more than ${mostIncludes} includes`);
    const read = this.#parsing.sources.read(file);
    if ('problem' in read)
      throw new HoconFault(place, `${JSON.stringify(name)} cannot be included: ${read.problem}`);
    if (read.text === undefined) {
      const text = `there is no file ${JSON.stringify(name)} to include`;
      if (required) throw new HoconFault(place, `${text}: expected one beside this file`);
      this.#parsing.warnings.push({ ...place, text: `${text}, nothing is included` });
      return;
    }
    const within = [...this.#within, ...path];
    const included = new Parser(this.#parsing, [...this.#files, file], within, read.text).parse();
    if (included.kind === 'list')
      throw new HoconFault(place, `${JSON.stringify(name)} is a list: expected keys`);
    addFields(section, included);
  }

  #misplaced(): never {
    if (this.#scanner.matches(/[\]}]/y)) {
      throw new HoconFault(this.#scanner.place, 'expected nothing more here: a bracket is too many');
    }
    const expected = 'expected a comma or a new line: put a value with special characters in quotes';
    throw new HoconFault(this.#scanner.place, expected);
  }
}
