/** A value in its normal form, or the sentence that says what is allowed in its place. */
export type Parsed<Value> = { readonly value: Value } | { readonly problem: string };
