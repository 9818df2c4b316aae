import type { Fields, FieldValue, FrameContext } from '../device-profile.ts';

/** A text with `${name}` in it, or a value of its own. */
export interface Template {
  /** What it names, such as `imei` or `request.serial`. */
  readonly names: readonly string[];
  /**
   * A template that is nothing but one `${name}` keeps the type of its value.
   *
   * @throws {RangeError} for a name that nothing has
   */
  value(context: FrameContext, own?: Fields): FieldValue;
}

const reference = /\$\{([^}]*)\}/g;

/** Reads a template; `$${` stands for `${`. */
export function parseTemplate(source: string | number): Template {
  if (typeof source === 'number') return { names: [], value: () => source };
  const parts = splitTemplate(source);
  const names = parts.flatMap((part) => ('name' in part ? [part.name] : []));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && 'name' in only)
    return { names, value: (context, own) => look(only.name, context, own) };
  const render = (context: FrameContext, own?: Fields) =>
    parts.map((part) => ('text' in part ? part.text : String(look(part.name, context, own)))).join('');
  return { names, value: render };
}

/** Cuts a template into its texts and its names. */
export function splitTemplate(
  source: string,
): readonly ({ readonly text: string } | { readonly name: string })[] {
  const parts: ({ text: string } | { name: string })[] = [];
  let text = '';
  let at = 0;
  const flush = () => {
    if (text !== '') parts.push({ text });
    text = '';
  };
  for (const match of source.matchAll(reference)) {
    const escaped = source[match.index - 1] === '$';
    text += source.slice(at, escaped ? match.index - 1 : match.index);
    at = match.index + match[0].length;
    if (escaped) text += match[0];
    else {
      flush();
      parts.push({ name: (match[1] ?? '').trim() });
    }
  }
  text += source.slice(at);
  flush();
  return parts;
}

function look(name: string, { identity, request }: FrameContext, own: Fields = {}): FieldValue {
  const value = name.startsWith('request.')
    ? request?.[name.slice('request.'.length)]
    : (own[name] ?? identity[name]);
  if (value === undefined) throw new RangeError(`nothing has the name ${name}`);
  return value;
}
