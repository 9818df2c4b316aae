import type { Problem } from '../problem.ts';
import { HoconFault } from './hocon-fault.ts';
import type { HoconList, HoconSection } from './hocon-value.ts';
import { Parser, type Parsing } from './parser.ts';
import { Resolver } from './resolver.ts';
import type { HoconSources } from './sources.ts';

/** What came of a file. Its content is not to be trusted where there are problems. */
export interface ParsedHocon {
  readonly root: HoconSection | HoconList | undefined;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * Reads HOCON, of which JSON is a part: includes are read, references followed, and what is said
 * of one key in several places is joined. No message quotes a value.
 *
 * The format: https://github.com/lightbend/config/blob/main/HOCON.md
 *
 * @param file The name for messages, from whose folder the names of included files count.
 */
export function parseHocon(file: string, text: string, sources: HoconSources): ParsedHocon {
  const parsing: Parsing = { sources, warnings: [], includes: 0 };
  const { warnings } = parsing;
  try {
    const syntax = new Parser(parsing, [file], [], text).parse();
    const section =
      syntax.kind === 'section' ? syntax : ({ ...syntax, kind: 'section', fields: new Map() } as const);
    const resolver = new Resolver(section, sources.environment);
    const root = syntax.kind === 'section' ? resolver.section(syntax) : resolver.list(syntax);
    return { root, problems: resolver.problems, warnings };
  } catch (error) {
    if (error instanceof HoconFault) {
      return { root: undefined, problems: [{ ...error.place, text: error.text }], warnings };
    }
    throw error;
  }
}
