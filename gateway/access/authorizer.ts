import type { AuthorizationRule } from '../config/configuration.ts';
import type { ConnectionSettings } from '../core/settings.ts';
import { matches } from '../core/topics.ts';
import { covers, overlaps } from './filter-relations.ts';

/**
 * The access control list as a function: the first rule that matches decides. A
 * `deny` hits every subscription that could receive one of its topics, an
 * `allow` only those that could receive no other.
 */
export function createAuthorizer(
  rules: readonly AuthorizationRule[],
  otherwise: 'allow' | 'deny',
): ConnectionSettings['authorize'] {
  return (client, action, topic) => {
    const rule = rules.find(
      (candidate) =>
        (candidate.action === 'all' || candidate.action === action) &&
        (candidate.clientid === undefined || candidate.clientid === client.clientid) &&
        concerns(candidate, action, topic),
    );
    return (rule?.permit ?? otherwise) === 'allow';
  };
}

function concerns(rule: AuthorizationRule, action: 'publish' | 'subscribe', topic: string): boolean {
  if (action === 'publish') return matches(rule.topic, topic);
  return rule.permit === 'deny' ? overlaps(rule.topic, topic) : covers(rule.topic, topic);
}
