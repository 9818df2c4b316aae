/** Who takes part in a scenario, as lanes of a diagram. */
export const lanes = ['device', 'gateway', 'handler', 'broker'] as const;

export type Lane = (typeof lanes)[number];

/** Bytes that went from one to another; of many only the first are kept. */
export interface TracedBytes {
  readonly size: number;
  /** The first of them, in hex. */
  readonly hex: string;
}

/** Something that happened in a scenario. `at` is in milliseconds from its beginning. */
export type TraceEntry =
  /** A step of the scenario begins. */
  | { readonly kind: 'step'; readonly at: number; readonly text: string }
  /** One of them turned to another. */
  | {
      readonly kind: 'message';
      readonly at: number;
      readonly from: Lane;
      readonly to: Lane;
      readonly text: string;
      readonly bytes?: TracedBytes;
      /** It is the answer to an earlier one. */
      readonly answer?: true;
    }
  /** Something else that one has to know to follow. */
  | { readonly kind: 'note'; readonly at: number; readonly text: string }
  /** A rule was found to be broken. */
  | { readonly kind: 'broken'; readonly at: number; readonly text: string }
  /** Entries of the middle were left out. */
  | { readonly kind: 'omitted'; readonly at: number; readonly count: number };

/** What happened, in the order of time. */
export type Trace = readonly TraceEntry[];

/** How many bytes of a message are kept. */
const mostBytes = 64;

/** Keeps what a person needs to recognise the bytes. */
export function traceBytes(bytes: Buffer): TracedBytes {
  return { size: bytes.length, hex: bytes.toString('hex', 0, mostBytes) };
}
