/** Where in a definition something is wrong. */
export type Path = readonly (string | number)[];

/** Collects what is wrong, with the place of each. */
export class Problems {
  readonly found: { readonly path: Path; readonly text: string }[] = [];

  /** @param text What is wrong and how to mend it; the place is put before it. */
  add(path: Path, text: string): void {
    const placed = `${path.map(String).join('.')}: ${text}`;
    // Each frame has the envelope's problems.
    if (!this.found.some((problem) => problem.text === placed)) this.found.push({ path, text: placed });
  }
}
