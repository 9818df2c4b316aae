import type { RuleId } from '../rules/catalogue.ts';
import type { Transport } from '../rules/transport.ts';

/** A rule that a gateway is known to break, which is no news and fails no run. */
export interface KnownFailure {
  readonly rule: RuleId;
  /** Where it is broken; on any transport, where it is missing. */
  readonly transport?: Transport;
  readonly reason: string;
}

/** What is known of a rule on a transport; undefined where nothing is. */
export function findKnown(
  known: readonly KnownFailure[],
  rule: RuleId,
  transport: Transport,
): KnownFailure | undefined {
  return known.find((each) => each.rule === rule && (each.transport ?? transport) === transport);
}
