/** What becomes of a key of EMQX. The words are those of docs/migrate-from-emqx.md, too. */
export type KeyRule =
  | { readonly effect: 'taken'; readonly meaning: string }
  | { readonly effect: 'depends'; readonly meaning: string }
  | { readonly effect: 'ignored'; readonly consequence: string; readonly harmless: readonly unknown[] }
  | { readonly effect: 'refused'; readonly problem: string; readonly harmless: readonly unknown[] }
  | { readonly effect: 'section'; readonly keys: KeyRules };

/** The keys of a section. */
export type KeyRules = Readonly<Record<string, KeyRule>>;

/** The key means what it means in EMQX. */
export function taken(meaning: string): KeyRule {
  return { effect: 'taken', meaning };
}

/** Whoever reads the key judges it. */
export function depends(meaning: string): KeyRule {
  return { effect: 'depends', meaning };
}

/**
 * The key gives a warning that names the consequence.
 *
 * @param harmless Values that ask for what this gateway does anyway.
 */
export function ignored(consequence: string, ...harmless: readonly unknown[]): KeyRule {
  return { effect: 'ignored', consequence, harmless };
}

/**
 * The key is an error, because it would be unsafe to ignore it.
 *
 * @param problem The reason and the remedy.
 * @param harmless Values that ask for what this gateway does anyway.
 */
export function refused(problem: string, ...harmless: readonly unknown[]): KeyRule {
  return { effect: 'refused', problem, harmless };
}

/** The key holds keys. */
export function section(keys: KeyRules): KeyRule {
  return { effect: 'section', keys };
}
