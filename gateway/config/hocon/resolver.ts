import type { Problem } from '../problem.ts';
import { HoconFault } from './hocon-fault.ts';
import type { HoconField, HoconList, HoconScalar, HoconSection, HoconValue } from './hocon-value.ts';
import type { Place } from './place.ts';
import type {
  ConcatenationSyntax,
  FieldSyntax,
  ListSyntax,
  ReferenceSyntax,
  SectionSyntax,
  ValueSyntax,
} from './syntax.ts';

/** Characters, list items and keys that references may bring about: far more than any configuration has. */
const mostWork = 1_000_000;
const longestChain = 100;

/** What is known of a key: all of it, or what stands above the line that is being read. */
interface Known {
  done: boolean;
  field: HoconField | undefined;
}

/**
 * Follows references. One to a key stands for that key's last value, wherever it is set; one from
 * inside a key's own value for what was said of the key before.
 */
export class Resolver {
  readonly problems: Problem[] = [];
  readonly #root: SectionSyntax;
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #known = new Map<FieldSyntax, Known>();
  #work = 0;
  #chain = 0;

  constructor(root: SectionSyntax, environment: Readonly<Record<string, string | undefined>>) {
    this.#root = root;
    this.#environment = environment;
  }

  section({ place, fields }: SectionSyntax): HoconSection {
    const resolved = new Map<string, HoconField>();
    for (const [key, syntax] of fields) {
      const field = this.#field(syntax);
      if (field !== undefined) resolved.set(key, field);
    }
    return { kind: 'section', place, fields: resolved };
  }

  list({ place, items }: ListSyntax): HoconList {
    const resolved = items.map((item) => this.#value(item)).filter((item) => item !== undefined);
    return { kind: 'list', place, items: resolved };
  }

  #field(syntax: FieldSyntax): HoconField | undefined {
    const known = this.#known.get(syntax);
    if (known !== undefined) return known.field;
    const current: Known = { done: false, field: undefined };
    this.#known.set(syntax, current);
    for (const { place, value: written, append } of syntax.assignments) {
      const value = this.#value(written);
      if (value !== undefined) {
        const before = current.field?.value;
        current.field = { place, value: append ? this.#appended(before, value) : this.#over(before, value) };
      }
    }
    current.done = true;
    return current.field;
  }

  #value(syntax: ValueSyntax): HoconValue | undefined {
    switch (syntax.kind) {
      case 'scalar': {
        const { kind, place, value } = syntax;
        return { kind, place, value };
      }
      case 'blank':
        return { kind: 'scalar', place: syntax.place, value: syntax.source };
      case 'list':
        return this.list(syntax);
      case 'section':
        return this.section(syntax);
      case 'reference':
        return this.#reference(syntax);
      case 'concatenation':
        return this.#concatenation(syntax);
    }
  }

  #reference(reference: ReferenceSyntax): HoconValue | undefined {
    const { place, path, optional, within } = reference;
    if (++this.#chain > longestChain)
      throw new HoconFault(place, `more than ${longestChain} references in a row`);
    const found =
      (within.length === 0 ? undefined : this.#find([...within, ...path])) ??
      this.#find(path) ??
      this.#environmentValue(place, path);
    this.#chain--;
    if (found === undefined && !optional) {
      const name = path.join('.');
      const remedy = `set ${name}, or write $\{?${name}} if it may be missing`;
      this.problems.push({ ...place, text: `$\{${name}} refers to nothing, or to itself: ${remedy}` });
    }
    // A text is to be mended where it is used.
    return found?.kind === 'scalar' ? { ...found, place } : found;
  }

  #environmentValue(place: Place, path: readonly string[]): HoconScalar | undefined {
    const value = this.#environment[path.join('.')];
    return value === undefined ? undefined : { kind: 'scalar', place, value };
  }

  #find(path: readonly string[]): HoconValue | undefined {
    let section = this.#root;
    for (const [index, key] of path.entries()) {
      const field = section.fields.get(key);
      const next = path[index + 1];
      if (field === undefined) return undefined;
      if (next === undefined) return this.#field(field)?.value;
      const inner = this.#writtenSection(field, next);
      if (inner === undefined) return valueBelow(this.#field(field)?.value, path.slice(index + 1));
      section = inner;
    }
    return undefined;
  }

  /** The section as it is written, where its key holds nothing else, or is being read just now. */
  #writtenSection(field: FieldSyntax, next: string): SectionSyntax | undefined {
    const isOpen = this.#known.get(field)?.done === false;
    const written = field.assignments.map(({ value }) => value);
    const last = written.findLast((value) => value.kind !== 'section' || value.fields.has(next));
    return (isOpen || written.length === 1) && last?.kind === 'section' ? last : undefined;
  }

  #concatenation({ place, parts }: ConcatenationSyntax): HoconValue | undefined {
    const resolved = parts.map((part) => ({ part, value: this.#value(part) }));
    const values = resolved.flatMap(({ part, value }) => (part.kind === 'blank' || !value ? [] : [value]));
    if (values.length === 0) return undefined;
    if (values.every((value) => value.kind === 'section')) {
      return values.reduce((first, second) => this.#merged(first, second));
    }
    if (values.every((value) => value.kind === 'list')) {
      const items = values.flatMap((list) => list.items);
      this.#spend(place, items.length);
      return { kind: 'list', place, items };
    }
    if (!values.every((value) => value.kind === 'scalar')) {
      throw new HoconFault(place, 'texts, lists and sections cannot be joined: expected values of one kind');
    }
    const text = resolved.map(({ part, value }) => textOf(part, value)).join('');
    this.#spend(place, text.length);
    return { kind: 'scalar', place, value: text };
  }

  #over(before: HoconValue | undefined, value: HoconValue): HoconValue {
    return before?.kind === 'section' && value.kind === 'section' ? this.#merged(before, value) : value;
  }

  #appended(before: HoconValue | undefined, item: HoconValue): HoconList {
    const items = before === undefined ? [] : before.kind === 'list' ? before.items : undefined;
    if (items === undefined)
      throw new HoconFault(item.place, '+= adds to a list, but the key holds something else');
    this.#spend(item.place, items.length);
    return { kind: 'list', place: item.place, items: [...items, item] };
  }

  #merged(first: HoconSection, second: HoconSection): HoconSection {
    this.#spend(second.place, first.fields.size + second.fields.size);
    const fields = new Map(first.fields);
    for (const [key, { place, value }] of second.fields) {
      fields.set(key, { place, value: this.#over(fields.get(key)?.value, value) });
    }
    return { kind: 'section', place: first.place, fields };
  }

  #spend(place: Place, work: number): void {
    this.#work += work;
    if (this.#work > mostWork) throw new HoconFault(place, 'the references make this file too large');
  }
}

function valueBelow(value: HoconValue | undefined, path: readonly string[]): HoconValue | undefined {
  return path.reduce<HoconValue | undefined>(
    (found, key) => (found?.kind === 'section' ? found.fields.get(key)?.value : undefined),
    value,
  );
}

function textOf(part: ValueSyntax, value: HoconValue | undefined): string {
  if (part.kind === 'scalar' || part.kind === 'blank') return part.source;
  return value?.kind === 'scalar' ? String(value.value) : '';
}
