/** What a measurement has shown. */
export interface Observation {
  /** In the unit of the limit; undefined where nothing could be measured, and `doubt` says why. */
  readonly measured?: number;
  /** No limit was met as far as was tried. */
  readonly atLeast?: boolean;
  /** By how much whole pieces may put the value off, in its own unit. */
  readonly slack?: number;
  /** Why it may show less than the target allows. */
  readonly doubt?: string | undefined;
  /** Why it may be wrong in both directions. */
  readonly disturbed?: string | undefined;
}
