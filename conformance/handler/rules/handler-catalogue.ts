import type { Rule } from '../../rules/rule.ts';
import { answerRules } from './answer-rules.ts';
import { callRules } from './call-rules.ts';
import { handlerFaultRules } from './fault-rules.ts';
import { profileRules } from './profile-rules.ts';

const all = [...answerRules, ...callRules, ...handlerFaultRules, ...profileRules] as const;

/** The stable id of a rule about handlers. */
export type HandlerRuleId = (typeof all)[number]['id'];

/** Every rule that a handler is verified by, in the order of the chapters. */
export const handlerCatalogue: readonly (Rule & { readonly id: HandlerRuleId })[] = all;

const byId = new Map<string, (typeof handlerCatalogue)[number]>(
  handlerCatalogue.map((rule) => [rule.id, rule]),
);

/** The rule with this id; undefined where there is none. */
export function findHandlerRule(id: string): (typeof handlerCatalogue)[number] | undefined {
  return byId.get(id);
}
