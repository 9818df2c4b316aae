import type { AccessRule } from '../../gateway/index.ts';
import type { NumberedLimit } from './limit-names.ts';

/** What a listener is said to keep. What is missing is not declared. */
export interface DeclaredLimits {
  /** Connections, and numbers or bytes per second. */
  readonly numbers: Readonly<Partial<Record<NumberedLimit, number>>>;
  /** The first that matches an address decides; where none does it may connect. */
  readonly accessRules?: readonly AccessRule[] | undefined;
}

/** Of two declarations the later one counts, limit by limit. */
export function mergeDeclared(first: DeclaredLimits, second: DeclaredLimits): DeclaredLimits {
  return {
    numbers: { ...first.numbers, ...second.numbers },
    accessRules: second.accessRules ?? first.accessRules,
  };
}
