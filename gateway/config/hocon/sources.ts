/** What a HOCON file may refer to besides itself. */
export interface HoconSources {
  /** The text of an included file, undefined where there is none, or why it cannot be read. */
  readonly read: (path: string) => { readonly text: string | undefined } | { readonly problem: string };
  /** Environment variables, for references to what no file sets. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
