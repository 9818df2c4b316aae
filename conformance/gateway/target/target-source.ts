import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';

/** Something in a target file that its writer has to change. Lines count from 1. */
export interface TargetProblem {
  readonly line: number;
  readonly text: string;
}

/** The parser's own messages quote the file, and with it passwords; these do not. */
const words: Partial<Record<ErrorCode, string>> = {
  DUPLICATE_KEY: 'this key stands twice in its section: remove one',
  TAB_AS_INDENT: 'a tab as indentation: use spaces',
  MULTIPLE_DOCS: 'a second document begins: the file has to be one document',
};

/** A YAML text that knows where everything stands. */
export class TargetSource {
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();

  constructor(yaml: string) {
    this.#document = parseDocument(yaml, {
      lineCounter: this.#lines,
      stringKeys: true,
      // The pretty form quotes the source.
      prettyErrors: false,
    });
  }

  /** What is wrong with the text as YAML; while there is anything, `content` is not to be asked for. */
  get problems(): readonly TargetProblem[] {
    const { errors, warnings } = this.#document;
    const problems = [...errors, ...warnings].map(({ code, pos }) => ({
      line: this.#lineAt(pos[0]),
      text: words[code] ?? `not valid YAML (${code}): check indentation, quotes and colons here and above`,
    }));
    // A tree that the parser gave up on may be too deep to walk.
    return problems.length > 0 ? problems : this.#aliases();
  }

  get content(): unknown {
    return this.#document.toJS();
  }

  /** The line of what stands at the path; of what surrounds it where it is missing. */
  lineOf(path: readonly PropertyKey[]): number {
    let node: unknown = this.#document.contents;
    let line = this.#lineOfNode(node);
    for (const step of path) {
      const pair = isMap(node)
        ? node.items.find(({ key }) => isScalar(key) && key.value === step)
        : undefined;
      const item = isSeq(node) && typeof step === 'number' ? node.items[step] : undefined;
      node = pair?.value ?? item;
      const start = pair?.key ?? item;
      if (start === undefined) break;
      line = this.#lineOfNode(start);
    }
    return line;
  }

  #aliases(): readonly TargetProblem[] {
    const problems: TargetProblem[] = [];
    visit(this.#document, (_key, node) => {
      if (!isAlias(node)) return;
      const text = 'aliases are not supported: put a value that begins with * in quotes';
      problems.push({ line: this.#lineOfNode(node), text });
    });
    return problems;
  }

  #lineOfNode(node: unknown): number {
    return this.#lineAt(isNode(node) ? (node.range?.[0] ?? 0) : 0);
  }

  #lineAt(offset: number): number {
    return Math.max(1, this.#lines.linePos(offset).line);
  }
}
