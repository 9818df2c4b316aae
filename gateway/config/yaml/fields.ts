import * as z from 'zod';
import type { Parsed } from '../parsed.ts';

/** A value with a parser of its own. Missing values reach the parser as undefined. */
export function parsed<Value>(parse: (value: unknown) => Parsed<Value>) {
  return z.unknown().transform((value, context): Value => {
    const result = parse(value);
    if ('problem' in result) {
      context.addIssue({ code: 'custom', message: result.problem });
      return z.NEVER;
    }
    return result.value;
  });
}

/** A text that is not empty. YAML reads bare digits as a number, hence the advice. */
export function text() {
  const problem = 'expected a text that is not empty; put digits, true and false in quotes';
  return parsed((value) => (typeof value === 'string' && value !== '' ? { value } : { problem }));
}

/** One of a few words, or of true and false. */
export function choice<const Choice extends string | boolean>(...choices: readonly Choice[]) {
  const problem = `expected ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  return parsed((value) => {
    const chosen = choices.find((candidate) => candidate === value);
    return chosen === undefined ? { problem } : { value: chosen };
  });
}

/** Keys, each with its field. Other keys are errors. */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, { error: `expected a section with ${Object.keys(shape).join(', ')}` });
}

/** Items of one kind. */
export function list<Item extends z.core.$ZodType>(item: Item) {
  return z.array(item, { error: 'expected a list' });
}

/** Items of one kind, at least one. */
export function listOfSome<Item extends z.core.$ZodType>(what: string, item: Item) {
  return list(item).refine((items) => items.length > 0, { error: `expected at least one ${what}` });
}

/** Sections by a name that the user chooses. */
export function named<Section extends z.core.$ZodType>(what: string, content: Section) {
  const name = z.string().regex(/^[\w-]+$/);
  return z
    .record(name, content, {
      error: (issue) =>
        issue.code === 'invalid_key'
          ? 'expected a name of letters, digits, _ and -'
          : `expected ${what}s by name`,
    })
    .refine((sections) => Object.keys(sections).length > 0, { error: `expected at least one ${what}` });
}
