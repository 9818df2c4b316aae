import { HoconFault } from './hocon-fault.ts';
import type { Scanner } from './scanner.ts';

/** A file that another one includes. */
export interface Include {
  readonly name: string;
  /** Whether the file must be there. */
  readonly required: boolean;
}

const keyword = /include[^\S\n]+(?:"|(?:required|file|url|classpath|package)\s*\()/y;

/** Whether an include comes next, and not a key of that name. */
export function seesInclude(scanner: Scanner): boolean {
  return scanner.matches(keyword);
}

/** Reads `include "f"`, `include file("f")`, `include required("f")` and `include required(file("f"))`. */
export function parseInclude(scanner: Scanner): Include {
  scanner.skip('include');
  scanner.takeSpaces();
  return parseFunction(scanner, 'required', (required) =>
    parseFunction(scanner, 'file', () => ({ name: parseName(scanner), required })),
  );
}

/** What stands in the brackets of the function, or without it. */
function parseFunction<Result>(scanner: Scanner, name: string, parse: (called: boolean) => Result): Result {
  const called = scanner.matches(new RegExp(`${name}\\s*\\(`, 'y'));
  if (!called) return parse(false);
  scanner.skip(name);
  scanner.skipBlank();
  scanner.skip('(');
  scanner.skipBlank();
  const result = parse(true);
  scanner.skipBlank();
  if (!scanner.skip(')')) throw new HoconFault(scanner.place, 'expected ) after the name of a file');
  return result;
}

function parseName(scanner: Scanner): string {
  if (scanner.sees('"')) return scanner.takeQuoted();
  throw new HoconFault(scanner.place, 'only files can be included: expected file("NAME")');
}
