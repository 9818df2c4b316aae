import { byteRules } from './byte-rules.ts';
import { clientRules } from './client-rules.ts';
import { codeRules } from './code-rules.ts';
import { connectionRules } from './connection-rules.ts';
import { datagramRules } from './datagram-rules.ts';
import { encryptionRules } from './encryption-rules.ts';
import { faultRules } from './fault-rules.ts';
import { flowRules } from './flow-rules.ts';
import { keepaliveRules } from './keepalive-rules.ts';
import { limitRules } from './limit-rules.ts';
import { messagingRules } from './messaging-rules.ts';
import type { Rule } from './rule.ts';
import { secretRules } from './secret-rules.ts';
import { stopRules } from './stop-rules.ts';
import { streamRules } from './stream-rules.ts';
import { wireFaultRules } from './wire-fault-rules.ts';

const all = [
  ...connectionRules,
  ...byteRules,
  ...datagramRules,
  ...encryptionRules,
  ...flowRules,
  ...codeRules,
  ...clientRules,
  ...keepaliveRules,
  ...messagingRules,
  ...limitRules,
  ...faultRules,
  ...wireFaultRules,
  ...secretRules,
  ...streamRules,
  ...stopRules,
] as const;

/** The stable id of a rule. */
export type RuleId = (typeof all)[number]['id'];

/** Every rule that a gateway is certified by, in the order of the chapters. */
export const catalogue: readonly (Rule & { readonly id: RuleId })[] = all;

const byId = new Map<string, Rule & { readonly id: RuleId }>(catalogue.map((rule) => [rule.id, rule]));

/** The rule with this id; undefined where there is none. */
export function findRule(id: string): (Rule & { readonly id: RuleId }) | undefined {
  return byId.get(id);
}
